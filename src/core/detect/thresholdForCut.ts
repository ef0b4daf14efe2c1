import { AppError } from '../errors/index.ts';
import { float32OfKey, float64OfKey, type PixelType } from '../kernels/index.ts';
import { asinh } from '../math/index.ts';

/** The smallest pixel value whose book-normalised value, arcsinh(v) / arcsinh(maximum), is above a cut.
 *
 * Method: bisection over the ordered keys of the pixel type, in double; the result is exact. A peak passes the cut when
 * its value is >= the threshold. Infinity when no finite value passes.
 * Shape: two numbers in, one out.
 * Units: the cut has none; that of the pixels, on which the threshold depends.
 * Non-finite: a NaN cut is refused.
 * Border: none.
 * Errors: refused when the maximum is not above 0; bad-argument for a NaN cut.   Cost: at most 64 arcsinh.
 * Source: the book's pipeline (design, section 5).
 * Checked against: the normalised value itself at the threshold and one step below it. */
export function rawThresholdForCut(cut: number, maximum: number, type: PixelType): number {
  if (Number.isNaN(cut)) throw new AppError('bad-argument', 'The cut is not a number.');
  if (!(maximum > 0 && maximum < Infinity)) {
    throw new AppError(
      'refused',
      `The largest pixel value is ${maximum}; dividing by its arcsinh needs one above 0.`,
    );
  }
  const scale = asinh(maximum);
  const passes = (value: number) => asinh(value) / scale > cut;
  const largest = type === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
  if (!passes(largest)) return Infinity;
  if (passes(-largest)) return -largest;
  return type === 'float32' ? bisect32(passes) : bisect64(passes);
}

// Keys of the finite float32: from 0x00800000 (the lowest) to 0xff7fffff.
function bisect32(passes: (value: number) => boolean): number {
  let fails = 0x0080_0000;
  let works = 0xff7f_ffff;
  while (works - fails > 1) {
    const middle = Math.floor((works + fails) / 2);
    if (passes(float32OfKey(middle))) works = middle;
    else fails = middle;
  }
  return float32OfKey(works);
}

function bisect64(passes: (value: number) => boolean): number {
  let fails = 0x0010_0000_0000_0000n;
  let works = 0xffef_ffff_ffff_ffffn;
  const valueOf = (key: bigint) => float64OfKey(Number(key >> 32n), Number(key & 0xffff_ffffn));
  while (works - fails > 1n) {
    const middle = (works + fails) >> 1n;
    if (passes(valueOf(middle))) works = middle;
    else fails = middle;
  }
  return valueOf(works);
}
