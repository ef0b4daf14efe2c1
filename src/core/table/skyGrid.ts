import { cos, sin } from '../math/index.ts';

const RADIANS_PER_DEGREE = 0.017453292519943295;

/** Points of the sky as unit vectors in cubic cells of side `cell`, found by a hash of the cell. */
export interface SkyGrid {
  readonly vectors: Float64Array;
  readonly cell: number;
  readonly mask: number;
  /** Points of bucket b are order[starts[b]] … order[starts[b + 1] - 1], by rising row. */
  readonly starts: Uint32Array;
  readonly order: Uint32Array;
}

/** Unit vectors, three numbers a row; NaN where a coordinate is missing. */
export function unitVectors(ra: ArrayLike<number>, dec: ArrayLike<number>): Float64Array {
  const vectors = new Float64Array(ra.length * 3);
  for (let row = 0; row < ra.length; row++) {
    const lon = ra[row]! * RADIANS_PER_DEGREE;
    const lat = dec[row]! * RADIANS_PER_DEGREE;
    const radius = cos(lat);
    vectors[3 * row] = radius * cos(lon);
    vectors[3 * row + 1] = radius * sin(lon);
    vectors[3 * row + 2] = sin(lat);
  }
  return vectors;
}

/** A grid for looking up points within `chord` of others. Cells follow the chord and not the mean density, or a crowded field
 * would fall into a few of them. */
export function skyGrid(vectors: Float64Array, chord: number): SkyGrid {
  const rows = vectors.length / 3;
  const cell = Math.max(4 * chord, 1e-9);
  let size = 16;
  while (size < rows) size *= 2;
  const mask = size - 1;
  const buckets = new Int32Array(rows).fill(-1);
  const starts = new Uint32Array(size + 1);
  for (let row = 0; row < rows; row++) {
    // A missing coordinate makes all three components NaN, or leaves the point out by its distance.
    const x = vectors[3 * row]!;
    const y = vectors[3 * row + 1]!;
    const z = vectors[3 * row + 2]!;
    if (x + y + z !== x + y + z) continue;
    const bucket = bucketOf(cellOf(x, cell), cellOf(y, cell), cellOf(z, cell), mask);
    buckets[row] = bucket;
    starts[bucket + 1]!++;
  }
  for (let b = 0; b < size; b++) starts[b + 1]! += starts[b]!;
  const order = new Uint32Array(starts[size]!);
  const next = starts.slice();
  for (let row = 0; row < rows; row++) if (buckets[row]! >= 0) order[next[buckets[row]!]!++] = row;
  return { vectors, cell, mask, starts, order };
}

/** Calls back with every point whose chord to (x, y, z) has a square of at most `limit` (no more than the grid was made for). */
export function visitNear(
  grid: SkyGrid,
  x: number,
  y: number,
  z: number,
  limit: number,
  visit: (row: number) => void,
): void {
  const { vectors, cell, mask, starts, order } = grid;
  const reach = Math.sqrt(limit);
  const lastX = cellOf(x + reach, cell);
  const lastY = cellOf(y + reach, cell);
  const lastZ = cellOf(z + reach, cell);
  for (let i = cellOf(x - reach, cell); i <= lastX; i++) {
    for (let j = cellOf(y - reach, cell); j <= lastY; j++) {
      for (let k = cellOf(z - reach, cell); k <= lastZ; k++) {
        const bucket = bucketOf(i, j, k, mask);
        for (let at = starts[bucket]!; at < starts[bucket + 1]!; at++) {
          const row = order[at]!;
          const px = vectors[3 * row]!;
          const py = vectors[3 * row + 1]!;
          const pz = vectors[3 * row + 2]!;
          const distance = (px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z);
          if (!(distance <= limit)) continue;
          // Several cells may share a bucket: each point is met in its own.
          if (cellOf(px, cell) === i && cellOf(py, cell) === j && cellOf(pz, cell) === k) visit(row);
        }
      }
    }
  }
}

function cellOf(component: number, cell: number): number {
  return Math.floor(component / cell);
}

function bucketOf(i: number, j: number, k: number, mask: number): number {
  let hash = Math.imul(i, 73856093) ^ Math.imul(j, 19349663) ^ Math.imul(k, 83492791);
  hash ^= hash >>> 15;
  return hash & mask;
}
