import { log } from '../math/index.ts';
import type { PixelType } from '../kernels/index.ts';
import type { Sides } from './sideSums.ts';

/** Li's threshold as a search that asks for sums over all pixels, one level after another. */
export type LiStep =
  | { readonly done: true; readonly threshold: number }
  | {
      readonly done: false;
      /** The pixels are to be parted here, above the minimum. */
      readonly level: number;
      next(sides: Sides): LiStep;
    };

/** More steps than any image takes; a search that swings for rounding's sake ends here. */
const MAX_STEPS = 200;

/** Li's threshold: the level with the least cross entropy between the image and its two classes.
 *
 * Method: with heights above the minimum, from the mean on: t' = (m1 - m2) / (log m1 - log m2), m1 and m2 being the mean
 *         heights up to t and above it, until t moves by no more than the tolerance or parts the pixels as before.
 * Shape:  asks for sums of all pixels (`sideSums`); gives a number.
 * Units:  those of the pixels; tolerance as well. skimage takes 1/2 for integers, else half the smallest distance of two
 *         values.
 * Non-finite and masked: left out of the sums.
 * Errors: none; a constant image gives its value.
 * Cost:   one pass over the image a step, 5 to 20 steps.
 * Source: Li & Tam 1998, Pattern Recognition Letters 19, 771.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, rtol 1e-12, float32 1e-5 (its means are single
 *         there). */
export function liSearch(minimum: number, maximum: number, tolerance: number): LiStep {
  if (minimum === maximum) return { done: true, threshold: minimum };
  return {
    done: false,
    level: -1,
    next: ({ above, sumAbove }) => stepFrom(sumAbove / above, -2 * tolerance, -1, 0),
  };

  function stepFrom(level: number, before: number, aboveBefore: number, steps: number): LiStep {
    if (Math.abs(level - before) <= tolerance || steps === MAX_STEPS)
      return { done: true, threshold: level + minimum };
    return {
      done: false,
      level,
      next(sides) {
        const { above, below } = sides;
        if (above === aboveBefore || above === 0 || below === 0)
          return { done: true, threshold: level + minimum };
        const meanBelow = sides.sumBelow / below;
        const meanAbove = sides.sumAbove / above;
        const next = (meanBelow - meanAbove) / (log(meanBelow) - log(meanAbove));
        return stepFrom(next, level, above, steps + 1);
      },
    };
  }
}

/** Half the smallest distance of two of some rising values; of too many to be listed (null), 2^-32 of their range, or the
 * 2^-24 that single precision tells apart. */
export function liTolerance(distinct: Float64Array | null, range: number, pixelType: PixelType): number {
  if (distinct === null) return range * (pixelType === 'float32' ? 2 ** -24 : 2 ** -32);
  let smallest = range;
  for (let i = 1; i < distinct.length; i++) smallest = Math.min(smallest, distinct[i] - distinct[i - 1]);
  return smallest / 2;
}
