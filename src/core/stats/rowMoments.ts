import type { PixelArray } from '../reduce/index.ts';

/** Positions of one record of moments in a Float64Array: a row, a block of rows, or an image. */
export const MOMENTS = {
  /** First row covered. */
  row: 0,
  count: 1,
  nan: 2,
  infinite: 3,
  min: 4,
  max: 5,
  /** The sum is `sum + rest`: the rounded sum and what rounding took off it. */
  sum: 6,
  rest: 7,
  /** Sum of squared deviations from the mean. */
  m2: 8,
} as const;
export const MOMENTS_LENGTH = 9;

const SPLITTER = 2 ** 27 + 1;

/** Makes the record at `at` that of no pixels, starting at `row`. */
export function clearMoments(moments: Float64Array, at: number, row: number): void {
  moments.fill(0, at, at + MOMENTS_LENGTH);
  moments[at + MOMENTS.row] = row;
  moments[at + MOMENTS.min] = Infinity;
  moments[at + MOMENTS.max] = -Infinity;
}

/** Writes count, extremes, compensated sum and squared deviations of one row of pixels, `start` to `end`, into
 * the record at `at`; NaN and infinities are only counted. Two passes, since deviations need the mean first. */
export function rowMomentsInto(
  moments: Float64Array,
  at: number,
  row: number,
  pixels: PixelArray,
  start: number,
  end: number,
): void {
  let nan = 0;
  let infinite = 0;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let rest = 0;
  for (let i = start; i < end; i++) {
    const value = pixels[i];
    // NaN and infinities are the values whose difference from themselves is not 0.
    if (value - value !== 0) {
      if (value !== value) nan++;
      else infinite++;
      continue;
    }
    if (value < min) min = value;
    if (value > max) max = value;
    const next = sum + value;
    const taken = next - sum;
    rest += sum - (next - taken) + (value - taken);
    sum = next;
  }
  const count = end - start - nan - infinite;
  moments[at + MOMENTS.row] = row;
  moments[at + MOMENTS.count] = count;
  moments[at + MOMENTS.nan] = nan;
  moments[at + MOMENTS.infinite] = infinite;
  moments[at + MOMENTS.min] = min;
  moments[at + MOMENTS.max] = max;
  moments[at + MOMENTS.sum] = sum;
  moments[at + MOMENTS.rest] = rest;
  const mean = count === 0 ? 0 : (sum + rest) / count;
  moments[at + MOMENTS.m2] = squaredDeviations(
    pixels,
    start,
    end,
    mean,
    count === 0 ? 0 : meanRest(sum, rest, count, mean),
  );
}

/** Adds the record at `from` of `other` to the record at `at` (Chan's formula for the deviations). */
export function addMoments(moments: Float64Array, at: number, other: Float64Array, from: number): void {
  const countB = other[from + MOMENTS.count];
  moments[at + MOMENTS.nan] += other[from + MOMENTS.nan];
  moments[at + MOMENTS.infinite] += other[from + MOMENTS.infinite];
  if (countB === 0) return;
  const countA = moments[at + MOMENTS.count];
  const count = countA + countB;
  if (countA > 0) {
    const delta = meanDifference(other, from, moments, at);
    moments[at + MOMENTS.m2] += other[from + MOMENTS.m2] + delta * delta * ((countA / count) * countB);
  } else {
    moments[at + MOMENTS.m2] = other[from + MOMENTS.m2];
  }
  moments[at + MOMENTS.count] = count;
  moments[at + MOMENTS.min] = Math.min(moments[at + MOMENTS.min], other[from + MOMENTS.min]);
  moments[at + MOMENTS.max] = Math.max(moments[at + MOMENTS.max], other[from + MOMENTS.max]);
  addCompensated(moments, at, other[from + MOMENTS.sum]);
  moments[at + MOMENTS.rest] += other[from + MOMENTS.rest];
}

/** Mean of the finite pixels of a record; NaN where there are none. */
export function meanOf(moments: Float64Array, at: number): number {
  return (moments[at + MOMENTS.sum] + moments[at + MOMENTS.rest]) / moments[at + MOMENTS.count];
}

/** Mean of record `a` less mean of record `b`, right also where both are large and close together. */
function meanDifference(a: Float64Array, atA: number, b: Float64Array, atB: number): number {
  const meanA = meanOf(a, atA);
  const meanB = meanOf(b, atB);
  const restA = meanRest(a[atA + MOMENTS.sum], a[atA + MOMENTS.rest], a[atA + MOMENTS.count], meanA);
  const restB = meanRest(b[atB + MOMENTS.sum], b[atB + MOMENTS.rest], b[atB + MOMENTS.count], meanB);
  return meanA - meanB + (restA - restB);
}

/** What rounding took off the mean (sum + rest) / count: the next 53 bits of the quotient. 0 where the
 * product overflows. Source: Dekker 1971, Numerische Mathematik 18, 224 (exact product). */
function meanRest(sum: number, rest: number, count: number, mean: number): number {
  const product = count * mean;
  const countHigh = upperHalf(count);
  const countLow = count - countHigh;
  const meanHigh = upperHalf(mean);
  const meanLow = mean - meanHigh;
  const error =
    countLow * meanLow - (product - countHigh * meanHigh - countLow * meanHigh - countHigh * meanLow);
  const quotient = (sum - product - error + rest) / count;
  return quotient - quotient === 0 ? quotient : 0;
}

function upperHalf(value: number): number {
  const scaled = SPLITTER * value;
  return scaled - (scaled - value);
}

/** Neumaier's step: the rounding error of sum + value is kept in `rest`. */
function addCompensated(moments: Float64Array, at: number, value: number): void {
  const sum = moments[at + MOMENTS.sum];
  const next = sum + value;
  const taken = next - sum;
  moments[at + MOMENTS.rest] += sum - (next - taken) + (value - taken);
  moments[at + MOMENTS.sum] = next;
}

function squaredDeviations(
  pixels: PixelArray,
  start: number,
  end: number,
  mean: number,
  rest: number,
): number {
  let m2 = 0;
  for (let i = start; i < end; i++) {
    const value = pixels[i];
    if (value - value !== 0) continue;
    const deviation = value - mean - rest;
    m2 += deviation * deviation;
  }
  return m2;
}
