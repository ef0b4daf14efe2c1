/** FITS files come in blocks of this many bytes, headers in cards of 80. */
export const BLOCK_BYTES = 2880;
export const CARD_BYTES = 80;

/** What a file may ask of us at most; beyond it is a refusal or a warning, never an allocation. */
export const FITS_LIMITS = {
  cardsPerHdu: 200_000,
  hdus: 10_000,
  headerBytesPerFile: 256 * 1024 * 1024,
  /** From this many cards on the person is told why the header takes long. */
  manyCards: 20_000,
  axes: 999,
  tableFields: 999,
  /** A claim of more than `claimedBytes` of data of which the file holds less than 1 / `claimedRatio` is no
   * truncated download but a wrong header. */
  claimedBytes: 64 * 1024 * 1024,
  claimedRatio: 100,
} as const;

export const ALLOWED_BITPIX: readonly number[] = [8, 16, 32, 64, -32, -64];

/** `bytes` rounded up to whole blocks. */
export function paddedBytes(bytes: number): number {
  return Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;
}
