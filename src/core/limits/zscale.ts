import { AppError } from '../errors/index.ts';

export interface ZscaleOptions {
  /** The fitted slope is divided by it: smaller shows a wider range. */
  readonly contrast: number;
  /** Values further from the line than so many standard deviations are left out of the next fit. */
  readonly krej: number;
  readonly max_iterations: number;
  /** Fewer values than this, or than a share `max_reject` of the sample, are too few to trust the line. */
  readonly min_npixels: number;
  readonly max_reject: number;
}
export const ZSCALE: ZscaleOptions = {
  contrast: 0.25,
  krej: 2.5,
  max_iterations: 5,
  min_npixels: 5,
  max_reject: 0.5,
};

export interface ZscaleLimits {
  readonly low: number;
  readonly high: number;
  /** Values of the sample that the line was trusted to describe; 0 where the limits are just those of the sample. */
  readonly kept: number;
  /** Of the line through the sorted sample, in units of the values per value; NaN without a fit. */
  readonly slope: number;
}

/** The display limits that IRAF's display task made usual: the median and the slope of the sorted sample about it.
 *
 * Method: a straight line is fitted to the sorted values by least squares; those further from it than krej standard
 *   deviations are rejected, and so are their neighbours within half a percent of the sample; up to max_iterations times.
 *   The limits are the median minus and plus half the sample's length times slope / contrast, within the sample.
 *   Where too many are rejected they are the ends of the sample.
 * Shape:  the sample, finite and in increasing order.
 * Units:  those of the sample.
 * Non-finite: not allowed in the sample.
 * Errors: no-data for an empty sample.
 * Cost:   a few passes over the sample.
 * Source: IRAF, images.tv.display, zscale; ZScaleInterval of astropy 5.2, whose rejection (grown anew in every round) it
 *   follows.
 * Checked against: astropy 5.2, 1e-5, test/reference/core/visualization.test.ts; many samples, 1e-9,
 *   test/reference/core/zscale.test.ts. */
export function zscale(sorted: Float64Array, options: ZscaleOptions = ZSCALE): ZscaleLimits {
  const n = sorted.length;
  if (n === 0) throw new AppError('no-data', 'There is no zscale range: the image has no finite pixel.');
  const { contrast, krej, max_iterations, min_npixels, max_reject } = options;
  const least = Math.max(min_npixels, Math.floor(n * max_reject));
  const reach = Math.max(1, Math.floor(n * 0.01));
  let bad = new Uint8Array(n);
  let good = n;
  let before = n + 1;
  let slope = Number.NaN;
  for (let round = 0; round < max_iterations && good < before && good >= least; round++) {
    const line = fittedLine(sorted, bad);
    slope = line.slope;
    reject(sorted, bad, line, krej);
    bad = grown(bad, reach);
    before = good;
    good = bad.reduce((count, rejected) => count - rejected, n);
  }
  const first = sorted[0];
  const last = sorted[n - 1];
  if (good < least || Number.isNaN(slope)) return { low: first, high: last, kept: 0, slope };
  const steep = contrast > 0 ? slope / contrast : slope;
  const centre = Math.floor((n - 1) / 2);
  const median = (sorted[Math.floor((n - 1) / 2)] + sorted[Math.floor(n / 2)]) / 2;
  return {
    low: Math.max(first, median - (centre - 1) * steep),
    high: Math.min(last, median + (n - centre) * steep),
    kept: good,
    slope,
  };
}

interface Line {
  /** The value at index 0. */
  readonly start: number;
  readonly slope: number;
}

/** Least squares through the values that are not rejected, at their indices. */
function fittedLine(sorted: Float64Array, bad: Uint8Array): Line {
  let count = 0;
  let indices = 0;
  let values = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    count++;
    indices += i;
    values += sorted[i];
  }
  const meanIndex = indices / count;
  const mean = values / count;
  let products = 0;
  let squares = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    products += (i - meanIndex) * (sorted[i] - mean);
    squares += (i - meanIndex) * (i - meanIndex);
  }
  const slope = squares === 0 ? 0 : products / squares;
  return { start: mean - slope * meanIndex, slope };
}

/** Marks, also among those marked before, what lies further from the line than krej standard deviations of the rest. */
function reject(sorted: Float64Array, bad: Uint8Array, { start, slope }: Line, krej: number): void {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    count++;
    sum += sorted[i] - (start + slope * i);
  }
  const mean = sum / count;
  for (let i = 0; i < sorted.length; i++) {
    if (bad[i]) continue;
    const residual = sorted[i] - (start + slope * i) - mean;
    squares += residual * residual;
  }
  const threshold = krej * Math.sqrt(squares / count);
  for (let i = 0; i < sorted.length; i++)
    if (Math.abs(sorted[i] - (start + slope * i)) > threshold) bad[i] = 1;
}

/** Marks the neighbours of what is marked: `reach` places in all, as numpy.convolve(…, mode='same') has them. */
function grown(bad: Uint8Array, reach: number): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(bad.length);
  const ahead = reach - 1 - Math.floor(reach / 2);
  for (let i = 0; i < bad.length; i++) {
    if (!bad[i]) continue;
    result.fill(1, Math.max(i - ahead, 0), Math.min(i + Math.floor(reach / 2) + 1, bad.length));
  }
  return result;
}
