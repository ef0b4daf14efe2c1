import type { Points, Tick } from '../points.ts';
import { buildKdTree } from '../kdTree.ts';
import { mergeTreeOf, type MergeTree } from './mergeTree.ts';
import { columnAt, pairDistances, rowAt, type PairDistances } from './pairDistances.ts';

export type MatrixLinkage = 'complete' | 'average' | 'weighted';

const TICK_MERGES = 64;

/** The clusters that are left, each in the slot of one of its points, and their distances. */
interface Clusters extends PairDistances {
  /** Slots in use, ascending, side by side. */
  readonly live: Int32Array;
  /** 0 where the cluster went into another one. */
  readonly size: Float64Array;
  /** Where the row of each slot begins. */
  readonly rows: Int32Array;
  /** The point that each slot began with. */
  readonly ids: Int32Array;
}

/** Hierarchies of complete, average (UPGMA) and weighted (WPGMA) linkage.
 *
 * Method: nearest-neighbour chain over the matrix of distances, updated by Lance and Williams' formula: the largest, the
 *         mean by sizes, or the mean of both. A merge never brings clusters nearer, so a nearest neighbour that is known
 *         holds until it is merged itself, and only then the row is searched again. Slots are in the order of a k-d tree,
 *         so that clusters that merge stand near each other in memory too. Of equal neighbours the one whose last
 *         point is first in the table is taken, as SciPy does.
 * Shape:  count points, at most 20,000; count - 1 merges.   Units: heights in that of the coordinates.
 * Errors: over-budget above 20,000 points, or where memory for the distances cannot be had.
 * Cost:   O(n²) time; 4 n² bytes.
 * Source: Lance, Williams 1967, A general theory of classificatory sorting strategies; Müllner 2011, Modern hierarchical,
 *         agglomerative clustering algorithms, 3.2.
 * Checked against: SciPy 1.10.1, relative 1e-9, in the reference test. */
export function matrixTree(points: Points, linkage: MatrixLinkage, tick: Tick): MergeTree {
  const { count } = points;
  const tree = buildKdTree(points);
  const { ids } = tree;
  const slotOf = new Int32Array(count);
  for (let slot = 0; slot < count; slot++) slotOf[ids[slot]] = slot;
  const clusters: Clusters = {
    ...pairDistances(tree, linkage, tick),
    ids,
    live: new Int32Array(count).map((_, i) => i),
    size: new Float64Array(count).fill(1),
    rows: new Int32Array(count).map((_, i) => rowAt(i)),
  };
  // The number of merges when a cluster was made, and when its nearest was found.
  const made = new Int32Array(count);
  const found = new Int32Array(count);
  const { distances, nearest, nearestDistance, live, size } = clusters;
  const first = new Int32Array(count - 1);
  const second = new Int32Array(count - 1);
  const heights = new Float64Array(count - 1);
  const chain = new Int32Array(count);
  let length = 0;
  let lowest = 0;
  for (let done = 0; done < count - 1; done++) {
    if (done % TICK_MERGES === TICK_MERGES - 1) tick(TICK_MERGES);
    if (length === 0) {
      while (size[slotOf[lowest]] === 0) lowest++;
      chain[length++] = slotOf[lowest];
    }
    for (;;) {
      const top = chain[length - 1];
      if (size[nearest[top]] === 0 || made[nearest[top]] > found[top]) {
        findNearest(clusters, top, count - done);
        found[top] = done;
      }
      const previous = length > 1 ? chain[length - 2] : -1;
      if (previous >= 0 && distances[pairAt(top, previous)] <= nearestDistance[top]) break;
      chain[length++] = nearest[top];
    }
    const [a, b] = [chain[length - 1], chain[length - 2]];
    length -= 2;
    const [gone, kept] = ids[a] < ids[b] ? [a, b] : [b, a];
    first[done] = ids[gone];
    second[done] = ids[kept];
    heights[done] = distances[pairAt(a, b)];
    const left = count - done - 1;
    const place = placeOf(live, left + 1, gone);
    live.copyWithin(place, place + 1, left + 1);
    merge(clusters, linkage, gone, kept, left);
    made[kept] = found[kept] = done + 1;
  }
  return mergeTreeOf(count, first, second, heights);
}

function pairAt(i: number, j: number): number {
  return i > j ? rowAt(i) + columnAt(j) : rowAt(j) + columnAt(i);
}

/** Where a slot stands among the first `left` of an ascending list that holds it. */
function placeOf(live: Int32Array, left: number, slot: number): number {
  let low = 0;
  let high = left - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (live[middle] < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Searches all `left` clusters for the one nearest to `slot`. */
function findNearest(
  { distances, rows, ids, nearest, nearestDistance, live }: Clusters,
  slot: number,
  left: number,
): void {
  const row = rows[slot];
  const column = columnAt(slot);
  let least = Infinity;
  let leastAt = -1;
  for (let p = 0; p < left; p++) {
    const i = live[p];
    if (i === slot) continue;
    const d = distances[i < slot ? row + columnAt(i) : rows[i] + column];
    if (d <= least && (d < least || ids[i] < ids[leastAt])) {
      least = d;
      leastAt = i;
    }
  }
  nearest[slot] = leastAt;
  nearestDistance[slot] = least;
}

/** Merges `gone`, which is no more among the `left` slots, into `kept`, and finds its nearest. */
function merge(
  { distances, rows, ids, nearest, nearestDistance, live, size }: Clusters,
  linkage: MatrixLinkage,
  gone: number,
  kept: number,
  left: number,
): void {
  const farthest = linkage === 'complete';
  const m = linkage === 'average' ? size[gone] : 1;
  const n = linkage === 'average' ? size[kept] : 1;
  const sum = m + n;
  const goneRow = rows[gone];
  const keptRow = rows[kept];
  const goneColumn = columnAt(gone);
  const keptColumn = columnAt(kept);
  let least = Infinity;
  let leastAt = -1;
  for (let p = 0; p < left; p++) {
    const i = live[p];
    if (i === kept) continue;
    const row = rows[i];
    const column = columnAt(i);
    const at = i < kept ? keptRow + column : row + keptColumn;
    const d = distances[i < gone ? goneRow + column : row + goneColumn];
    const e = distances[at];
    let merged = d > e ? d : e;
    if (!farthest) {
      // Rounding must not bring a mean below both distances, or a nearest neighbour that is known would not hold.
      const mean = (m * d + n * e) / sum;
      const lower = d < e ? d : e;
      merged = mean > lower ? mean : lower;
    }
    distances[at] = merged;
    if (merged <= least && (merged < least || ids[i] < ids[leastAt])) {
      least = merged;
      leastAt = i;
    }
  }
  nearest[kept] = leastAt;
  nearestDistance[kept] = least;
  size[kept] += size[gone];
  size[gone] = 0;
}
