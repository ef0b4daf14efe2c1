import { AppError } from '../../errors/index.ts';
import type { Points, Tick } from '../points.ts';
import { mergeTreeOf, type MergeTree } from './mergeTree.ts';

export type MatrixLinkage = 'complete' | 'average' | 'weighted';

/** Most points whose distances are held at once: 1.6 GB. */
const MAX_MATRIX_POINTS = 20_000;
const TICK_MERGES = 64;

/** Hierarchies of complete, average (UPGMA) and weighted (WPGMA) linkage.
 *
 * Method: nearest-neighbour chain over the matrix of distances, updated by Lance and Williams' formula: the largest, the
 *         mean by sizes, or the mean of both. Of equal neighbours the lower slot is taken, as SciPy does.
 * Shape:  count points, at most 20,000; count - 1 merges.   Units: heights in that of the coordinates.
 * Errors: over-budget above 20,000 points, or where memory for the distances cannot be had.
 * Cost:   O(n²) time; 4 n² bytes.
 * Source: Lance, Williams 1967, A general theory of classificatory sorting strategies; Müllner 2011, Modern hierarchical,
 *         agglomerative clustering algorithms, 3.2.
 * Checked against: SciPy 1.10.1, relative 1e-9, in the reference test. */
export function matrixTree(points: Points, linkage: MatrixLinkage, tick: Tick): MergeTree {
  const { count } = points;
  const distances = pairDistances(points, linkage, tick);
  const rowAt = rowOffsets(count);
  const update = UPDATES[linkage];
  // Slots in use, as a linked list: late searches should not look at empty ones.
  const following = new Int32Array(count + 1).map((_, i) => i + 1);
  const preceding = new Int32Array(count + 1).map((_, i) => i - 1);
  let head = 0;
  const size = new Int32Array(count).fill(1);
  const first = new Int32Array(count - 1);
  const second = new Int32Array(count - 1);
  const heights = new Float64Array(count - 1);
  const chain = new Int32Array(count);
  let length = 0;
  for (let done = 0; done < count - 1; done++) {
    if (done % TICK_MERGES === TICK_MERGES - 1) tick(TICK_MERGES);
    if (length === 0) chain[length++] = head;
    let least: number;
    for (;;) {
      const top = chain[length - 1];
      let nearest = length > 1 ? chain[length - 2] : -1;
      least = nearest < 0 ? Infinity : distances[pairAt(rowAt, top, nearest)];
      const previous = nearest;
      for (let i = head; i < top; i = following[i]) {
        const d = distances[rowAt[i] + top];
        if (d < least || nearest < 0) {
          least = d;
          nearest = i;
        }
      }
      const row = rowAt[top];
      for (let i = following[top]; i < count; i = following[i]) {
        const d = distances[row + i];
        if (d < least || nearest < 0) {
          least = d;
          nearest = i;
        }
      }
      if (nearest === previous) break;
      chain[length++] = nearest;
    }
    const gone = Math.min(chain[length - 1], chain[length - 2]);
    const kept = Math.max(chain[length - 1], chain[length - 2]);
    length -= 2;
    first[done] = gone;
    second[done] = kept;
    heights[done] = least;
    if (gone === head) head = following[gone];
    else following[preceding[gone]] = following[gone];
    preceding[following[gone]] = preceding[gone];
    for (let i = head; i < count; i = following[i]) {
      if (i === kept) continue;
      const at = pairAt(rowAt, i, kept);
      distances[at] = update(distances[pairAt(rowAt, i, gone)], distances[at], size[gone], size[kept]);
    }
    size[kept] += size[gone];
  }
  return mergeTreeOf(count, first, second, heights);
}

const UPDATES: Readonly<Record<MatrixLinkage, (d: number, e: number, m: number, n: number) => number>> = {
  complete: (d, e) => (d > e ? d : e),
  average: (d, e, m, n) => (m * d + n * e) / (m + n),
  weighted: (d, e) => 0.5 * (d + e),
};

/** Where row i of the upper triangle begins, less i + 1: the pair i < j is at rowOffsets[i] + j. */
function rowOffsets(count: number): Int32Array {
  return new Int32Array(count).map((_, i) => i * count - (i * (i + 1)) / 2 - i - 1);
}

function pairAt(rowAt: Int32Array, i: number, j: number): number {
  return i < j ? rowAt[i] + j : rowAt[j] + i;
}

function pairDistances({ data, count, dims }: Points, linkage: MatrixLinkage, tick: Tick): Float64Array {
  const distances = allocate(count, linkage);
  for (let i = 0, at = 0; i < count; i++) {
    if (i % TICK_MERGES === 0) tick(0);
    for (let k = i + 1; k < count; k++) {
      let sum = 0;
      for (let j = 0, p = i * dims, q = k * dims; j < dims; j++, p++, q++) {
        const d = data[p] - data[q];
        sum += d * d;
      }
      distances[at++] = Math.sqrt(sum);
    }
  }
  return distances;
}

function allocate(count: number, linkage: MatrixLinkage): Float64Array {
  const remedy = 'Use ward or single linkage, which need no matrix of distances, or fewer rows.';
  if (count > MAX_MATRIX_POINTS) {
    throw new AppError(
      'over-budget',
      `${linkage} linkage holds the distances of all pairs, which for ${count} rows is more than the ${MAX_MATRIX_POINTS} rows allowed.`,
      { remedy },
    );
  }
  try {
    return new Float64Array((count * (count - 1)) / 2);
  } catch (cause) {
    throw new AppError('over-budget', `There is no memory for the distances between ${count} rows.`, {
      remedy,
      cause,
    });
  }
}
