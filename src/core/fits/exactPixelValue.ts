import { shortestFloat32 } from '../format/index.ts';
import { invariant } from '../errors/index.ts';
import { isUnscaled, pixelBytes, type PixelEncoding } from './pixelEncoding.ts';

/** The physical value of one stored pixel, exactly where it can be: 64-bit integers with BSCALE 1 and a whole
 * BZERO as bigint, everything else in double precision; NaN where it is BLANK. `bytes` are the pixel's own. */
export function exactPixelValue(bytes: Uint8Array, encoding: PixelEncoding): number | bigint {
  const { bitpix, bscale, bzero, bzeroExact, blank } = encoding;
  invariant(bytes.length === pixelBytes(encoding), `${bytes.length} bytes for a pixel of BITPIX ${bitpix}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (bitpix) {
    case -64:
    case -32: {
      const stored = bitpix === -64 ? view.getFloat64(0) : view.getFloat32(0);
      // Adding BZERO 0 would turn -0 into 0.
      return isUnscaled(encoding) ? stored : bzero + bscale * stored;
    }
    case 64: {
      const stored = view.getBigInt64(0);
      if (stored === blank) return NaN;
      return bscale === 1 && bzeroExact !== null ? bzeroExact + stored : bzero + bscale * Number(stored);
    }
    default: {
      const stored = bitpix === 8 ? bytes[0] : bitpix === 16 ? view.getInt16(0) : view.getInt32(0);
      return blank !== null && stored === Number(blank) ? NaN : bzero + bscale * stored;
    }
  }
}

/** The physical value of one stored pixel with the fewest digits that read back to it: all digits of an
 * integer, those of a float32 for an unscaled float32 image. */
export function storedValueText(bytes: Uint8Array, encoding: PixelEncoding): string {
  const value = exactPixelValue(bytes, encoding);
  return typeof value === 'number' && encoding.bitpix === -32 && isUnscaled(encoding)
    ? shortestFloat32(value)
    : String(value);
}
