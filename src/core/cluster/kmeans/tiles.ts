import { sharedFloat64 } from '../sharedArrays.ts';

/** Rows of a tile: a stretch of points that lie close together where the points are ordered by place. */
export const TILE_ROWS = 128;

/** Squares of larger numbers would leave the range of numbers. */
const LARGEST = 1e150;

/** What is known of each tile of the points, in shared memory: per tile the lowest value of each column, then the highest of each,
 * then the sum of each. */
export type Tiles = Float64Array;

export function tileCount(rows: number): number {
  return Math.ceil(rows / TILE_ROWS);
}

/** The tiles of points; null where some value is too large for bounds of distances. */
export function tilesOf(columns: readonly Float64Array[]): Tiles | null {
  const d = columns.length;
  const n = columns[0].length;
  const tiles = sharedFloat64(tileCount(n) * 3 * d);
  let largest = 0;
  for (let j = 0; j < d; j++) {
    const column = columns[j];
    for (let from = 0, at = j; from < n; from += TILE_ROWS, at += 3 * d) {
      const to = Math.min(n, from + TILE_ROWS);
      let low = column[from];
      let high = low;
      let sum = 0;
      for (let i = from; i < to; i++) {
        const value = column[i];
        if (value < low) low = value;
        if (value > high) high = value;
        sum += value;
      }
      tiles[at] = low;
      tiles[at + d] = high;
      tiles[at + 2 * d] = sum;
      largest = Math.max(largest, -low, high);
    }
  }
  return largest <= LARGEST ? tiles : null;
}
