import { AppError, invariant } from '../errors/index.ts';
import { imageHead, paddingBytes, type WrittenBitpix } from './imageBytes.ts';
import type { CardToWrite } from './writeCards.ts';

/** Pixels that FITS can hold as they are. */
export type StorablePixels = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array;

export interface ImageToWrite {
  readonly width: number;
  readonly height: number;
  /** Row-major, first row at y = 1; strips of any length, one after another, make up the whole image. */
  readonly data: StorablePixels | readonly StorablePixels[];
  /** Further cards: what is in the image, not how it is stored. */
  readonly cards?: readonly CardToWrite[];
}

/** Pixels turned into bytes at a time. */
const PIECE_PIXELS = 1 << 17;

/** The bytes of a FITS file with one image in its primary HDU, piece by piece.
 *
 * Method: BITPIX is that of the array (8, 16, 32, -32, -64), without scaling; big-endian; zeros up to a whole block.
 * Shape:  pieces of at most 1 MiB in a buffer that the next piece uses again: write or copy each before asking for the next.
 * Units:  those of the pixels; BUNIT comes as a card.
 * Non-finite and masked: written as they stand.
 * Errors: `bad-argument` for cards that speak of the structure or are not FITS.
 * Cost:   O(pixels), 1 MiB of memory.
 * Source: FITS standard 4.0, sections 3.3, 4.1, 4.2 and 5.
 * Checked against: fitsverify 4.20 and astropy 5.2. */
export function* fitsImageBytes(image: ImageToWrite): Generator<Uint8Array<ArrayBuffer>> {
  const { width, height, cards = [] } = image;
  const strips = isStrips(image.data) ? image.data : [image.data];
  const bitpix = bitpixOf(strips);
  const pixels = strips.reduce((sum, strip) => sum + strip.length, 0);
  invariant(pixels === width * height, 'the strips make up the image');
  yield imageHead(width, height, bitpix, cards);
  const size = Math.abs(bitpix) / 8;
  const buffer = new Uint8Array(Math.min(PIECE_PIXELS, pixels) * size);
  const view = new DataView(buffer.buffer);
  for (const strip of strips)
    for (let start = 0; start < strip.length; start += PIECE_PIXELS) {
      const end = Math.min(strip.length, start + PIECE_PIXELS);
      encodeInto(view, strip, start, end);
      yield buffer.subarray(0, (end - start) * size);
    }
  const padding = paddingBytes(width, height, bitpix);
  if (padding.length > 0) yield padding;
}

function isStrips(data: ImageToWrite['data']): data is readonly StorablePixels[] {
  return Array.isArray(data);
}

function bitpixOf(strips: readonly StorablePixels[]): WrittenBitpix {
  const bitpix = new Set(strips.map(bitpixOfArray));
  invariant(bitpix.size === 1, 'all strips of an image have one type');
  return [...bitpix][0];
}

function bitpixOfArray(data: StorablePixels): WrittenBitpix {
  if (data instanceof Uint8Array) return 8;
  if (data instanceof Int16Array) return 16;
  if (data instanceof Int32Array) return 32;
  if (data instanceof Float32Array) return -32;
  if (data instanceof Float64Array) return -64;
  throw new AppError('not-supported', 'Pixels of this type cannot be written as FITS.', {
    remedy: 'Write them as 8, 16 or 32-bit integers or as floats.',
  });
}

function encodeInto(view: DataView, data: StorablePixels, start: number, end: number): void {
  let at = 0;
  if (data instanceof Uint8Array) for (let i = start; i < end; i++) view.setUint8(at++, data[i]);
  else if (data instanceof Int16Array) for (let i = start; i < end; i++, at += 2) view.setInt16(at, data[i]);
  else if (data instanceof Int32Array) for (let i = start; i < end; i++, at += 4) view.setInt32(at, data[i]);
  else if (data instanceof Float32Array)
    for (let i = start; i < end; i++, at += 4) view.setFloat32(at, data[i]);
  else for (let i = start; i < end; i++, at += 8) view.setFloat64(at, data[i]);
}
