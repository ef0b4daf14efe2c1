import { AppError } from '../../errors/index.ts';
import type { Points, Tick } from '../points.ts';

/** Most points whose distances are held at once: 1.6 GB. */
const MAX_POINTS = 20_000;
/** Side of a tile, a power of two: 16² numbers are half a page of memory. */
const TILE = 16;
const TILE_BITS = 4;

/** The distances of all pairs of points, and the nearest of each. */
export interface PairDistances {
  /** Of i > j at rowAt(i) + columnAt(j). */
  readonly distances: Float64Array;
  /** The nearest point of each, of equal ones the first; -1 where there is none. */
  readonly nearest: Int32Array;
  /** The distance to it. */
  readonly nearestDistance: Float64Array;
}

/** The Euclidean distances of all pairs of points.
 *
 * Method: those of points to the ones before them, in tiles of 16 x 16, so that neither a row nor a column is spread
 *         over as many pages of memory as it has numbers.
 * Shape:  count points, at most 20,000.   Units: those of the coordinates.
 * Errors: over-budget above 20,000 points, or where memory for the distances cannot be had; `linkage` is named there.
 * Cost:   O(n² dims) time; 4 n² bytes. */
export function pairDistances(
  { data, count, dims, ids }: Points & { readonly ids: Int32Array },
  linkage: string,
  tick: Tick,
): PairDistances {
  const distances = allocate(count, linkage);
  const nearest = new Int32Array(count).fill(-1);
  const nearestDistance = new Float64Array(count).fill(Infinity);
  for (let top = 0; top < count; top += TILE) {
    tick(0);
    for (let left = 0; left <= top; left += TILE) {
      for (let i = top; i < Math.min(top + TILE, count); i++) {
        const end = Math.min(left + TILE, i);
        const at = rowAt(i) + columnAt(left);
        let least = nearestDistance[i];
        for (let k = left; k < end; k++) {
          let sum = 0;
          for (let j = 0, p = i * dims, q = k * dims; j < dims; j++, p++, q++) {
            const d = data[p] - data[q];
            sum += d * d;
          }
          const distance = Math.sqrt(sum);
          distances[at + k - left] = distance;
          if (distance <= least && (distance < least || ids[k] < ids[nearest[i]])) {
            least = distance;
            nearest[i] = k;
          }
          const other = nearestDistance[k];
          if (distance <= other && (distance < other || ids[i] < ids[nearest[k]])) {
            nearestDistance[k] = distance;
            nearest[k] = i;
          }
        }
        nearestDistance[i] = least;
      }
    }
  }
  return { distances, nearest, nearestDistance };
}

/** Where the row of a point begins: its distances to those before it. */
export function rowAt(i: number): number {
  const tile = i >> TILE_BITS;
  return (((tile * (tile + 1)) >> 1) << (2 * TILE_BITS)) + ((i & (TILE - 1)) << TILE_BITS);
}

/** Where a point stands in the rows of those after it. */
export function columnAt(j: number): number {
  return ((j >> TILE_BITS) << (2 * TILE_BITS)) + (j & (TILE - 1));
}

function allocate(count: number, linkage: string): Float64Array {
  const remedy =
    'Use ward, single, centroid or median linkage, which need no matrix of distances, or fewer rows.';
  if (count > MAX_POINTS) {
    throw new AppError(
      'over-budget',
      `${linkage} linkage holds the distances of all pairs, which for ${count} rows is more than the ${MAX_POINTS} rows allowed.`,
      { remedy },
    );
  }
  try {
    return new Float64Array(rowAt(TILE * Math.ceil(count / TILE)));
  } catch (cause) {
    throw new AppError('over-budget', `There is no memory for the distances between ${count} rows.`, {
      remedy,
      cause,
    });
  }
}
