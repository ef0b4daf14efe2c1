import type { PixelArray } from '../kernels/index.ts';

export interface MeshMode {
  /** NaN, as `rms`, where too few pixels are finite. */
  readonly mode: number;
  readonly rms: number;
}

/** Room to work in, for one mesh after another. */
interface MeshScratch extends Levels {
  readonly values: Float64Array;
}

/** A histogram, and of the levels below each, and below their end: their pixels, the sum of their numbers and of the squares of
 * these. All are whole numbers below 2^53. */
interface Levels {
  readonly histogram: Int32Array;
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/** For meshes of up to so many pixels. */
export function meshScratch(pixels: number): MeshScratch {
  return {
    values: new Float64Array(pixels),
    histogram: new Int32Array(MOST_LEVELS),
    counts: new Float64Array(MOST_LEVELS + 1),
    sums: new Float64Array(MOST_LEVELS + 1),
    squares: new Float64Array(MOST_LEVELS + 1),
  };
}

/** A mesh with a smaller share of finite pixels says nothing. */
const LEAST_SHARE = 0.5;
/** Standard deviations that the histogram reaches to, and its most levels. */
const HISTOGRAM_SIGMAS = 5;
const MOST_LEVELS = 4096;
/** Pixels of a normal distribution that the highest level is to hold. */
const PIXELS_AT_PEAK = 4;
const MOST_ROUNDS = 100;

/** Background and its rms in one rectangle of pixels, as Source Extractor estimates them.
 *
 * Method: pixels within 2 sigma of the mean give a mean and sigma; a histogram of all pixels within 5 of those sigmas is
 *         clipped at 3 sigma around its median until sigma settles; mode = 2.5 median - 1.5 mean where the mean lies within
 *         0.3 sigma of the median (a crowded mesh: the median).
 * Shape:  columns x0 … x1 - 1 of `rows` rows of `width` pixels in, two numbers out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; with fewer than half the pixels finite both are NaN.
 * Errors: none.   Cost: a few looks at the pixels.
 * Source: Bertin & Arnouts, 1996, A&AS 117, 393, section 3; the details are those of SEP 1.2, in double.
 * Checked against: SEP 1.2, through `meshBackground`. */
export function meshMode(
  pixels: PixelArray,
  width: number,
  rows: number,
  x0: number,
  x1: number,
  scratch = meshScratch(rows * (x1 - x0)),
): MeshMode {
  const { values } = scratch;
  const count = finiteInto(values, pixels, width, rows, x0, x1);
  if (count === 0 || count < rows * (x1 - x0) * LEAST_SHARE) return { mode: NaN, rms: NaN };
  const all = momentsWithin(values, count, -Infinity, Infinity);
  const clipped = momentsWithin(values, count, all.mean - 2 * all.sigma, all.mean + 2 * all.sigma);
  const step = (Math.sqrt(2 / Math.PI) * HISTOGRAM_SIGMAS) / PIXELS_AT_PEAK;
  const levels = Math.min(MOST_LEVELS, Math.floor(step * clipped.count + 1));
  const scale = clipped.sigma > 0 ? (2 * HISTOGRAM_SIGMAS * clipped.sigma) / levels : 1;
  const zero = clipped.mean - HISTOGRAM_SIGMAS * clipped.sigma;
  countLevels(scratch, levels, values, count, zero, scale);
  const { mean, median, sigma } = clippedHistogram(scratch, levels);
  const centre =
    sigma > 0 ? (Math.abs(mean - median) < 0.3 * sigma ? 2.5 * median - 1.5 * mean : median) : mean;
  return { mode: zero + centre * scale, rms: sigma * scale };
}

/** Gathers the finite pixels; how many there are. */
function finiteInto(
  values: Float64Array,
  pixels: PixelArray,
  width: number,
  rows: number,
  x0: number,
  x1: number,
): number {
  let count = 0;
  for (let y = 0; y < rows; y++) {
    const end = y * width + x1;
    for (let at = y * width + x0; at < end; at++) {
      const value = pixels[at];
      values[count] = value;
      if (value - value === 0) count++;
    }
  }
  return count;
}

function momentsWithin(
  values: Float64Array,
  length: number,
  low: number,
  high: number,
): { count: number; mean: number; sigma: number } {
  let count = 0;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    if (values[i] < low || values[i] > high) continue;
    sum += values[i];
    count++;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < length; i++) {
    if (values[i] < low || values[i] > high) continue;
    squares += (values[i] - mean) * (values[i] - mean);
  }
  return { count, mean, sigma: Math.sqrt(squares / count) };
}

function countLevels(
  { histogram, counts, sums, squares }: Levels,
  levels: number,
  values: Float64Array,
  length: number,
  zero: number,
  scale: number,
): void {
  histogram.fill(0, 0, levels);
  for (let i = 0; i < length; i++) {
    // Levels are centred on their number; just less than a half is added, as there.
    const level = Math.trunc((values[i] - zero) / scale + 0.499999);
    if (level >= 0 && level < levels) histogram[level]++;
  }
  let [count, sum, square] = [0, 0, 0];
  for (let level = 0; level < levels; level++) {
    const here = histogram[level];
    count += here;
    sum += here * level;
    square += here * level * level;
    counts[level + 1] = count;
    sums[level + 1] = sum;
    squares[level + 1] = square;
  }
}

/** Mean, median and standard deviation of a histogram, in levels, once clipped at 3 sigma around the median. */
function clippedHistogram(
  histogram: Levels,
  levels: number,
): { mean: number; median: number; sigma: number } {
  const { counts, sums, squares } = histogram;
  const top = levels - 1;
  let low = 0;
  let high = top;
  let mean = 0;
  let median = 0;
  let sigma = 10 * top;
  let before = 1;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (sigma < 0.1 || Math.abs(sigma / before - 1) <= 1e-4) break;
    before = sigma;
    const count = counts[high + 1] - counts[low];
    median = medianLevel(histogram, levels, low, high);
    mean = count === 0 ? 0 : (sums[high + 1] - sums[low]) / count;
    const square = (squares[high + 1] - squares[low]) / count;
    sigma = count === 0 ? 0 : Math.sqrt(Math.max(0, square - mean * mean));
    low = Math.max(0, Math.floor(median - 3 * sigma + 0.5));
    high = Math.min(top, Math.floor(median + 3 * sigma + 0.5));
  }
  return { mean, median, sigma };
}

/** Where the counts from below and from above meet, with the fraction that the last two levels leave. They meet below the first
 * level up to which, with it and without, all pixels have been counted once or more. */
function medianLevel({ histogram, counts }: Levels, levels: number, low: number, high: number): number {
  const twice = counts[high + 1] + counts[low];
  let below = low;
  let end = high + 1;
  while (below < end) {
    const middle = (below + end) >> 1;
    if (counts[middle] + counts[middle + 1] >= twice) end = middle;
    else below = middle + 1;
  }
  const above = below - 1;
  if (above < 0) return 0;
  const larger = Math.max(below < levels ? histogram[below] : 0, histogram[above]);
  const more = counts[high + 1] - 2 * counts[below] + counts[low];
  return above + 0.5 + (larger === 0 ? 0 : more / (2 * larger));
}
