import type { PixelArray } from '../kernels/index.ts';
import { paddedBytes } from './limits.ts';
import { headerBytes, requireFreeCards, type CardToWrite } from './writeCards.ts';

/** BITPIX of what this program writes: 64-bit integers are only read. */
export type WrittenBitpix = 8 | 16 | 32 | -32 | -64;

/** How pixels of an image are stored: bytes (a binary image), integers (labels), or floats. */
export type StoredBitpix = 8 | 32 | -32 | -64;

/** The header of a FITS file with one image, for writing it rows after rows: then the pixels (`storedPixels`), then
 * `paddingBytes`. `carried` are cards of another image's header, as they stand.
 *
 * Errors: `bad-argument` for cards that speak of the structure or are not FITS. */
export function imageHead(
  width: number,
  height: number,
  bitpix: WrittenBitpix,
  cards: readonly CardToWrite[],
  carried: readonly string[] = [],
): Uint8Array<ArrayBuffer> {
  requireFreeCards(cards);
  return headerBytes([
    { keyword: 'SIMPLE', value: true, comment: 'conforms to the FITS standard' },
    ...planeCards(width, height, bitpix),
    { keyword: 'EXTEND', value: true, comment: 'extensions are allowed' },
    ...carried,
    ...cards,
  ]);
}

/** The cards that say what a plane of pixels is; they follow the first card of a header. */
export function planeCards(width: number, height: number, bitpix: WrittenBitpix): CardToWrite[] {
  return [
    { keyword: 'BITPIX', value: bitpix, comment: 'bits per pixel, negative for floats' },
    { keyword: 'NAXIS', value: 2, comment: 'number of axes' },
    { keyword: 'NAXIS1', value: width, comment: 'pixels along x' },
    { keyword: 'NAXIS2', value: height, comment: 'pixels along y' },
  ];
}

/** Pixels as they are stored, big-endian. Integers are truncated and saturate; a missing one is 0. */
export function storedPixels(pixels: PixelArray, bitpix: StoredBitpix): Uint8Array<ArrayBuffer> {
  const size = Math.abs(bitpix) / 8;
  const bytes = new Uint8Array(pixels.length * size);
  const view = new DataView(bytes.buffer);
  if (bitpix === 8)
    for (let i = 0; i < pixels.length; i++) bytes[i] = Math.max(0, Math.min(255, pixels[i]! || 0));
  else if (bitpix === 32)
    for (let i = 0; i < pixels.length; i++)
      view.setInt32(4 * i, Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, pixels[i]! || 0)));
  else if (bitpix === -32) for (let i = 0; i < pixels.length; i++) view.setFloat32(4 * i, pixels[i]!);
  else for (let i = 0; i < pixels.length; i++) view.setFloat64(8 * i, pixels[i]!);
  return bytes;
}

/** Zeros behind the pixels, up to a whole block. */
export function paddingBytes(width: number, height: number, bitpix: WrittenBitpix): Uint8Array<ArrayBuffer> {
  const bytes = (width * height * Math.abs(bitpix)) / 8;
  return new Uint8Array(paddedBytes(bytes) - bytes);
}
