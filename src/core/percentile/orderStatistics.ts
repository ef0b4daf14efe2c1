import { AppError } from '../errors/index.ts';
import type { PixelType } from '../kernels/index.ts';

/** The two order statistics between which a percentile lies, and how far. */
export interface OrderStatistics {
  readonly percent: number;
  readonly lower: number;
  readonly upper: number;
  /** From 0 (at `lower`) up to 1. */
  readonly fraction: number;
  readonly pixelType: PixelType;
}

/** Ranks (0-based, ascending) of the two order statistics of a percentile of `count` values.
 * The position is q / 100 * (count - 1), as numpy's method `linear` has it. */
export function ranksOfPercent(
  percent: number,
  count: number,
): { lower: number; upper: number; fraction: number } {
  if (!(percent >= 0 && percent <= 100)) {
    throw new AppError('bad-argument', `The percentile is ${percent}; it must lie between 0 and 100.`);
  }
  const position = (percent / 100) * (count - 1);
  const lower = Math.floor(position);
  return { lower, upper: Math.min(lower + 1, count - 1), fraction: position - lower };
}

/** The percentile itself: linear interpolation between the two order statistics, after a non-decreasing map of both.
 *
 * Method: a + (b - a) t, or b - (b - a)(1 - t) where t >= 0.5. Without a map, a float32 difference is rounded to
 * float32, as numpy does; with one, everything is double.
 * Shape: two numbers in, one out.
 * Units: those of the values, or of the map.
 * Non-finite: order statistics are finite.
 * Border: none.
 * Errors: none.   Cost: none.
 * Source: numpy 1.24, lib/function_base.py, `_lerp`.
 * Checked against: numpy.percentile and nanpercentile, reference group percentile, rtol 1e-12. */
export function interpolateOrderStatistics(pair: OrderStatistics, map?: (value: number) => number): number {
  const a = map ? map(pair.lower) : pair.lower;
  const b = map ? map(pair.upper) : pair.upper;
  const difference = !map && pair.pixelType === 'float32' ? Math.fround(b - a) : b - a;
  return pair.fraction >= 0.5 ? b - difference * (1 - pair.fraction) : a + difference * pair.fraction;
}
