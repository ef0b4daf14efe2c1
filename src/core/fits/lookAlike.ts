import { AppError } from '../errors/index.ts';

interface Signature {
  readonly bytes: readonly number[];
  readonly name: string;
  readonly remedy?: string;
}

const UNPACK = 'Unpack it first.';
const SIGNATURES: readonly Signature[] = [
  { bytes: [0x1f, 0x8b], name: 'gzip-compressed, which this version does not read yet', remedy: UNPACK },
  {
    bytes: [0x42, 0x5a, 0x68],
    name: 'bzip2-compressed, which this version does not read yet',
    remedy: UNPACK,
  },
  { bytes: [0x1f, 0x9d], name: 'compressed (Z, LZW), which this version does not read yet', remedy: UNPACK },
  {
    bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    name: 'xz-compressed, which this version does not read yet',
    remedy: UNPACK,
  },
  {
    bytes: [0x28, 0xb5, 0x2f, 0xfd],
    name: 'zstd-compressed, which this version does not read yet',
    remedy: UNPACK,
  },
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'a zip archive', remedy: UNPACK },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG image' },
  { bytes: [0xff, 0xd8, 0xff], name: 'a JPEG image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: 'a GIF image' },
  { bytes: [0x49, 0x49, 0x2a, 0x00], name: 'a TIFF image' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], name: 'a TIFF image' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'a PDF document' },
  { bytes: [0x89, 0x48, 0x44, 0x46], name: 'an HDF5 file' },
  { bytes: [0x58, 0x49, 0x53, 0x46], name: 'an XISF image' },
  {
    bytes: [0x53, 0x49, 0x4d, 0x50, 0x4c, 0x45],
    name: 'a damaged FITS file: its first card is not "SIMPLE  ="',
  },
];

/** The refusal of a file that does not start as FITS, naming what it looks like. `start` is its first bytes. */
export function notFits(start: Uint8Array, size: number): AppError {
  if (size === 0) return new AppError('not-fits', 'The file is empty (0 bytes).', { details: { size } });
  const match = SIGNATURES.find(({ bytes }) => bytes.every((byte, i) => start[i] === byte));
  const looks =
    match?.name ??
    (size < 80 ? `too short (${size} bytes)` : isText(start) ? 'text' : 'of no kind known here');
  return new AppError('not-fits', `Not a FITS file: it is ${looks}; FITS starts with the card "SIMPLE  =".`, {
    ...(match?.remedy === undefined ? {} : { remedy: match.remedy }),
    details: { size },
  });
}

function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13);
}
