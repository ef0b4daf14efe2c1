import { stretchForward, stretchInverse } from './curves.ts';

/** Counts in bins between two values. */
export interface ValueCounts {
  readonly low: number;
  readonly high: number;
  readonly counts: ArrayLike<number>;
  /** How wide the bins are; all alike where it is not given. */
  readonly spacing?: BinSpacing;
}

/** Bins of equal width, or ever wider from the low end on: equal steps of the logarithm's curve. */
export const BIN_SPACINGS = ['equal', 'logarithm'] as const;
export type BinSpacing = (typeof BIN_SPACINGS)[number];
/** The curve's parameter: bins widen as the entries of a display table do. */
const WIDENING = 4096;

/** A monotone map of values to 0 … 1, and back. */
export interface Equalisation {
  readonly forward: (value: number) => number;
  readonly inverse: (shade: number) => number;
}

/** The histogram by which a picture is equalised: fine where the sky is, however bright the brightest star. */
export const EQUALISED_COUNTS = { bins: 16384, spacing: 'logarithm' } as const;

/** How many bins lie below a value at `place` between the ends, 0 … 1; a fraction within a bin. */
function binsBelow(spacing: BinSpacing, place: number, bins: number): number {
  return spacing === 'equal' ? place * bins : bins * stretchForward('log', place, WIDENING);
}

/** Where so many of the bins end, in widths of equal bins from the low end. */
export function endOfBins(spacing: BinSpacing, count: number, bins: number): number {
  return spacing === 'equal' ? count : bins * stretchInverse('log', count / bins, WIDENING);
}

/** Histogram equalisation between two limits: every shade is given to as many pixels as any other.
 *
 * Method: the shade of v is (C(v) - C(low)) / (C(high) - C(low)), where C is the cumulative histogram, linear within a bin.
 *   Limits may be moved within the histogram without counting again; beyond it nothing is known and C is flat.
 * Shape:  any number of bins, of either spacing.
 * Units:  limits and values in those of the histogram.
 * Non-finite: NaN stays NaN.
 * Errors: none; where there is no pixel between the limits the answer is null.
 * Cost:   one sum over the bins; then constant for a value, logarithmic for a shade.
 * Source: R. C. Gonzalez and R. E. Woods, Digital Image Processing, section 3.3; as astropy.visualization's
 *   HistEqStretch, which sorts all pixels instead of counting them.
 * Checked against: astropy 5.2 within the width of a bin, test/reference/core/visualization.test.ts. */
export function equalisation(
  { low: first, high: last, counts, spacing = 'equal' }: ValueCounts,
  low: number,
  high: number,
): Equalisation | null {
  const bins = counts.length;
  if (bins === 0 || !(last > first)) return null;
  const sums = new Float64Array(bins + 1);
  for (let i = 0; i < bins; i++) sums[i + 1] = sums[i] + counts[i]!;
  const sumBelow = (value: number): number => {
    const place = binsBelow(spacing, (value - first) / (last - first), bins);
    if (!(place > 0)) return place <= 0 ? 0 : Number.NaN;
    if (place >= bins) return sums[bins];
    const bin = Math.floor(place);
    return sums[bin] + (place - bin) * (sums[bin + 1] - sums[bin]);
  };
  const bottom = sumBelow(low);
  const span = sumBelow(high) - bottom;
  if (!(span > 0)) return null;

  function inverse(shade: number): number {
    const sum = bottom + Math.min(Math.max(shade, 0), 1) * span;
    // The first edge at or above which the sum is reached.
    let from = 0;
    let to = bins;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (sums[middle] < sum) from = middle + 1;
      else to = middle;
    }
    if (from === 0) return Math.max(first, low);
    const inBin = (sum - sums[from - 1]) / (sums[from] - sums[from - 1]);
    const place = endOfBins(spacing, from - 1 + inBin, bins);
    return Math.min(Math.max(first + (place * (last - first)) / bins, low), high);
  }

  return {
    forward: (value) => {
      const shade = (sumBelow(value) - bottom) / span;
      return shade < 0 ? 0 : shade > 1 ? 1 : shade;
    },
    inverse,
  };
}
