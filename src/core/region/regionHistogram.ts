import { coverOf, type Cover } from './cover.ts';
import type { PlacedRegion } from './regionStatistics.ts';
import { withoutHoles } from './withoutHoles.ts';

export interface RegionCounts {
  /** First and last edge of the bins: the extremes of the pixels; NaN without any. */
  readonly low: number;
  readonly high: number;
  readonly counts: Uint32Array;
}

export interface RegionPlane {
  readonly width: number;
  readonly height: number;
  /** 0-based place of the first pixel in the whole image. */
  readonly originX: number;
  readonly originY: number;
  /** Columns x0 … x1 - 1 of rows y0 … y1 - 1, row-major. */
  read(x0: number, y0: number, x1: number, y1: number): ArrayLike<number>;
}

/** Rows that are read together. */
const ROWS = 64;

/** Counts of the pixels of a region in equal bins between their extremes.
 *
 * Method: a pixel belongs to the region when its centre is inside (`coverOf`) and it is in no excluded one. One look for the
 *         extremes, one to count; bins are closed below, the last one above too. Equal pixels are all in the first bin.
 * Shape:  the first region is counted, of the others those that are excluded are left out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; a region without finite pixels has NaN as its edges and counts of 0.
 * Border: only pixels of the plane count.
 * Cost:   two looks at the covered pixels; memory for 64 rows of them.
 * Checked against: the definition pixel by pixel (test/unit/core/region/regionHistogram.test.ts). */
export function regionHistogram(
  plane: RegionPlane,
  regions: readonly PlacedRegion[],
  bins: number,
): RegionCounts {
  const counts = new Uint32Array(bins);
  const shape = regions[0]?.shape;
  if (!shape) return { low: Number.NaN, high: Number.NaN, counts };
  const cover = coverOf(shape);
  const holes = regions.slice(1).flatMap((one) => (one.shape && !one.include ? [coverOf(one.shape)] : []));
  let low = Infinity;
  let high = -Infinity;
  eachPixel(plane, cover, holes, (value) => {
    if (value < low) low = value;
    if (value > high) high = value;
  });
  if (low > high) return { low: Number.NaN, high: Number.NaN, counts };
  const range = high > low ? high - low : 1;
  eachPixel(plane, cover, holes, (value) => {
    counts[Math.min(Math.floor(((value - low) * bins) / range), bins - 1)]!++;
  });
  return { low, high, counts };
}

function eachPixel(
  plane: RegionPlane,
  cover: Cover,
  holes: readonly Cover[],
  use: (value: number) => void,
): void {
  const { width, height, originX, originY } = plane;
  const x0 = Math.max(Math.floor(cover.x0) - originX, 0);
  const x1 = Math.min(Math.ceil(cover.x1) - originX + 1, width);
  const y0 = Math.max(Math.floor(cover.y0) - originY, 0);
  const y1 = Math.min(Math.ceil(cover.y1) - originY + 1, height);
  if (x0 >= x1) return;
  for (let from = y0; from < y1; from += ROWS) {
    const to = Math.min(from + ROWS, y1);
    const pixels = plane.read(x0, from, x1, to);
    for (let y = from; y < to; y++) {
      const covered = cover.runs(y + originY, x0 + originX, x1 - 1 + originX);
      const runs = withoutHoles(covered, holes, y + originY);
      const row = (y - from) * (x1 - x0) - x0 - originX;
      for (let i = 0; i + 1 < runs.length; i += 2)
        for (let x = runs[i]!; x <= runs[i + 1]!; x++) {
          const value = pixels[row + x]!;
          if (value - value === 0) use(value);
        }
    }
  }
}
