import { partitionAt } from '../percentile/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { coverOf, type Cover } from './cover.ts';
import type { RegionShape } from './region.ts';
import { withoutHoles } from './withoutHoles.ts';

/** A region as it lies on the image: its shape in FITS pixels of the whole image, null where it has no place there. */
export interface PlacedRegion {
  readonly shape: RegionShape | null;
  readonly include: boolean;
}

/** Statistics of regions, by the place of the region in the list; those of excluded regions are missing. */
export interface RegionStatistics {
  /** Finite pixels, and covered pixels of the image that are not. */
  readonly pixels: Int32Array;
  readonly missing: Int32Array;
  readonly sum: Float64Array;
  readonly mean: Float64Array;
  readonly median: Float64Array;
  readonly std: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
  /** The mean place of the pixels, each counted by its value; FITS pixels of the whole image. */
  readonly centroidX: Float64Array;
  readonly centroidY: Float64Array;
}

/** The image, and the 0-based place of its first pixel in the whole image. */
export interface RegionImage {
  readonly image: WholeImage;
  readonly originX: number;
  readonly originY: number;
}

/** Count, sum, mean, median, standard deviation, extremes and centroid of the pixels of regions.
 *
 * Method: a pixel belongs to a region when its centre is inside (`coverOf`) and it is in no excluded region; regions may
 *         share pixels. std divides by n; the median of an even number is the mean of the middle two; the centroid is
 *         sum(v x) / sum(v). Sums are compensated (Neumaier), row by row from the bottom.
 * Shape:  a whole image; results have one element for each region.
 * Units:  those of the pixels; pixels for places.
 * Non-finite and masked: left out and counted as missing; a region without finite pixels has NaN everywhere but in its
 *         counts and its sum (0); the centroid is NaN where the sum is not above 0.
 * Border: only pixels on the image count.
 * Errors: none.   Cost: a look at every covered pixel, and memory for those of one region.
 * Source: definitions.
 * Checked against: numpy 1.24 on masks made pixel by pixel (test/unit/core/region/regionStatistics.test.ts). */
export function regionStatistics(
  { image, originX, originY }: RegionImage,
  regions: readonly PlacedRegion[],
  progress: (share: number) => void,
): RegionStatistics {
  const count = regions.length;
  const floats = (): Float64Array => new Float64Array(count).fill(NaN);
  const result: RegionStatistics = {
    pixels: new Int32Array(count),
    missing: new Int32Array(count),
    sum: floats(),
    mean: floats(),
    median: floats(),
    std: floats(),
    min: floats(),
    max: floats(),
    centroidX: floats(),
    centroidY: floats(),
  };
  const excluded = regions.flatMap(({ shape, include }) => (shape && !include ? [coverOf(shape)] : []));
  let values = new Float64Array(1024);
  for (let i = 0; i < count; i++) {
    progress(i / count);
    const { shape, include } = regions[i];
    if (!shape || !include) continue;
    const cover = coverOf(shape);
    const holes = excluded.filter((hole) => overlap(hole, cover));
    const y0 = Math.max(Math.floor(cover.y0) - originY, 0);
    const y1 = Math.min(Math.ceil(cover.y1) - originY, image.height - 1);
    const sum = new Sum();
    const sumX = new Sum();
    const sumY = new Sum();
    let n = 0;
    let missing = 0;
    for (let y = y0; y <= y1; y++) {
      const runs = withoutHoles(
        cover.runs(y + originY, originX, originX + image.width - 1),
        holes,
        y + originY,
      );
      for (let r = 0; r < runs.length; r += 2) {
        const length = runs[r + 1] - runs[r] + 1;
        if (n + length > values.length) values = grown(values, n + length);
        const at = y * image.width - originX;
        for (let x = runs[r]; x <= runs[r + 1]; x++) {
          const value = image.pixels[at + x];
          if (value - value !== 0) {
            missing++;
            continue;
          }
          values[n++] = value;
          sum.add(value);
          sumX.add(value * (x + 1));
          sumY.add(value * (y + originY + 1));
        }
      }
    }
    result.pixels[i] = n;
    result.missing[i] = missing;
    result.sum[i] = sum.value;
    if (n === 0) continue;
    describe(values.subarray(0, n), sum.value, result, i);
    if (sum.value > 0) {
      result.centroidX[i] = sumX.value / sum.value;
      result.centroidY[i] = sumY.value / sum.value;
    }
  }
  return result;
}

/** A sum and what rounding took off it (A. Neumaier, 1974). */
class Sum {
  total = 0;
  rest = 0;

  add(value: number): void {
    const next = this.total + value;
    this.rest +=
      Math.abs(this.total) >= Math.abs(value) ? this.total - next + value : value - next + this.total;
    this.total = next;
  }

  get value(): number {
    return this.total + this.rest;
  }
}

/** Writes what is known from the values alone; reorders them. */
function describe(values: Float64Array, sum: number, result: RegionStatistics, at: number): void {
  const n = values.length;
  const mean = sum / n;
  const squares = new Sum();
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const value = values[i];
    if (value < min) min = value;
    if (value > max) max = value;
    squares.add((value - mean) * (value - mean));
  }
  result.mean[at] = mean;
  result.std[at] = Math.sqrt(squares.value / n);
  result.min[at] = min;
  result.max[at] = max;
  result.median[at] = medianOf(values);
}

function medianOf(values: Float64Array): number {
  const n = values.length;
  const middle = n >> 1;
  // A hostile order makes the partition give up; sorting never does.
  if (!partitionAt(values, middle)) values.sort();
  const upper = values[middle];
  if (n % 2 === 1) return upper + 0;
  let lower = -Infinity;
  for (let i = 0; i < middle; i++) if (values[i] > lower) lower = values[i];
  return lower / 2 + upper / 2 + 0;
}

function overlap(a: Cover, b: Cover): boolean {
  return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

function grown(values: Float64Array, atLeast: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(Math.max(2 * values.length, atLeast));
  larger.set(values);
  return larger;
}
