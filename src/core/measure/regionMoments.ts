import type { Regions } from './regions.ts';

/** Sums over the pixels of each region, as columns. */
export interface RegionMoments {
  readonly area: Float64Array;
  /** Smallest and largest column and row. */
  readonly xMin: Int32Array;
  readonly xMax: Int32Array;
  readonly yMin: Int32Array;
  readonly yMax: Int32Array;
  /** Means of column and row. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Second central moments divided by the area: variances and covariance of column and row. */
  readonly xx: Float64Array;
  readonly xy: Float64Array;
  readonly yy: Float64Array;
}

/** Area, extent, mean and second moments of each region.
 *
 * Method: sums over runs by the formulas for sums of whole numbers and their squares, relative to the first pixel of
 *         the region, so that they are exact whole numbers for all but the largest regions; (n Σx² - (Σx)²) / n² from them.
 * Shape:  regions in, columns of their number out.   Units: 0-based pixels.
 * Cost:   O(runs). */
export function regionMoments({ height, runs, of, count }: Regions): RegionMoments {
  const column = () => new Float64Array(count);
  const [area, x, y, xx, xy, yy] = [column(), column(), column(), column(), column(), column()];
  const xMin = new Int32Array(count).fill(0x7fffffff);
  const xMax = new Int32Array(count);
  const yMin = new Int32Array(count);
  const yMax = new Int32Array(count);
  const originX = new Int32Array(count);
  for (let row = 0; row < height; row++) {
    for (let run = runs.rowStart[row]!; run < runs.rowStart[row + 1]!; run++) {
      const region = of[run]!;
      const start = runs.start[run]!;
      const end = runs.end[run]!;
      if (area[region] === 0) {
        originX[region] = start;
        yMin[region] = row;
      }
      const n = end - start;
      const dx = start - originX[region]!;
      const dy = row - yMin[region]!;
      const sumX = n * dx + (n * (n - 1)) / 2;
      area[region]! += n;
      x[region]! += sumX;
      y[region]! += n * dy;
      xx[region]! += n * dx * dx + dx * n * (n - 1) + ((n - 1) * n * (2 * n - 1)) / 6;
      xy[region]! += dy * sumX;
      yy[region]! += n * dy * dy;
      if (start < xMin[region]!) xMin[region] = start;
      if (end - 1 > xMax[region]!) xMax[region] = end - 1;
      yMax[region] = row;
    }
  }
  for (let i = 0; i < count; i++) {
    const n = area[i]!;
    const sumX = x[i]!;
    const sumY = y[i]!;
    xx[i] = (n * xx[i]! - sumX * sumX) / (n * n);
    xy[i] = (n * xy[i]! - sumX * sumY) / (n * n);
    yy[i] = (n * yy[i]! - sumY * sumY) / (n * n);
    x[i] = originX[i]! + sumX / n;
    y[i] = yMin[i]! + sumY / n;
  }
  return { area, xMin, xMax, yMin, yMax, x, y, xx, xy, yy };
}
