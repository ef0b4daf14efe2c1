import { AppError, errorFromRecord } from '../errors/index.ts';
import type { PixelType } from '../reduce/index.ts';
import { hduLabel, type Hdu, type Scaling } from './hdu.ts';

/** How the pixels of an uncompressed image stand in the file: big-endian numbers of BITPIX bits, scaled. */
export interface PixelEncoding extends Scaling {
  readonly bitpix: number;
}

const FLOAT32_INTEGERS = 2 ** 24;
/** Scales between these keep 16-bit values within the normal numbers of float32. */
const SMALLEST_SCALE = 1e-30;
const LARGEST_SCALE = 1e30;

/** The encoding of an image HDU.
 *
 * Errors: `no-image` for an HDU without pixels, `not-supported` for a tile-compressed one, and the HDU's own
 * `problem`. */
export function pixelEncodingOf(hdu: Hdu): PixelEncoding {
  if (hdu.problem !== undefined) throw errorFromRecord(hdu.problem);
  if (hdu.type !== 'image') {
    throw new AppError('no-image', `${hduLabel(hdu)} has no image data; it is of type ${hdu.type}.`, {
      details: { hdu: hdu.index, type: hdu.type },
    });
  }
  if (hdu.compression !== undefined) {
    throw new AppError(
      'not-supported',
      `${hduLabel(hdu)} is tile-compressed (${hdu.compression.algorithm}), which this version does not read yet.`,
      { remedy: 'Unpack it first, with funpack for instance.', details: { hdu: hdu.index } },
    );
  }
  return { bitpix: hdu.bitpix, ...hdu.scaling };
}

/** Bytes of one stored pixel. */
export function pixelBytes(encoding: PixelEncoding): number {
  return Math.abs(encoding.bitpix) / 8;
}

/** Whether stored and physical values are the same. */
export function isUnscaled(encoding: PixelEncoding): boolean {
  return encoding.bscale === 1 && encoding.bzero === 0;
}

/** The element type that tells all physical values apart: float32 for BITPIX 8, 16 and -32, else float64.
 *
 * Scaled 8- and 16-bit images need float64 where BZERO is so large against BSCALE that neighbouring levels
 * would fall together, or where the values leave float32's range; scaled float images always do, since the
 * product of two floats has more digits than a float. */
export function pixelTypeOf(encoding: PixelEncoding): PixelType {
  switch (encoding.bitpix) {
    case 8:
    case 16: {
      const scale = Math.abs(encoding.bscale);
      const levels = encoding.bitpix === 8 ? 255 : 32768;
      const apart = Math.abs(encoding.bzero) + levels * scale <= FLOAT32_INTEGERS * scale;
      return apart && scale > SMALLEST_SCALE && scale < LARGEST_SCALE ? 'float32' : 'float64';
    }
    case -32:
      return isUnscaled(encoding) ? 'float32' : 'float64';
    default:
      return 'float64';
  }
}
