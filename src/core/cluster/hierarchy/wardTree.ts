import type { Points, Tick } from '../points.ts';
import { createCentroidIndex } from './centroidIndex.ts';
import { mergeTreeOf, type MergeTree } from './mergeTree.ts';

const TICK_MERGES = 512;

/** Ward's hierarchy: each merge adds least to the sum of squared distances to the clusters' means.
 *
 * Method: nearest-neighbour chain on the clusters' means, which with their sizes give Ward's distance
 *         sqrt(2 a b / (a + b)) |mean_a - mean_b|, so that no matrix of distances is needed; the nearest mean comes
 *         from a k-d tree that follows the merges. Of equal neighbours the lower slot is taken, as SciPy does.
 * Shape:  count points; count - 1 merges.   Units: heights in that of the coordinates.
 * Errors: none.   Cost: about O(n log n) in few dimensions, at worst O(n² dims); O(n dims) memory.
 * Source: Ward 1963, Hierarchical grouping to optimize an objective function; Murtagh 1983, A survey of recent advances in
 *         hierarchical clustering algorithms; Müllner 2011, Modern hierarchical, agglomerative clustering algorithms, 3.2.
 * Checked against: SciPy 1.10.1, relative 1e-9, in the reference test. */
export function wardTree(points: Points, tick: Tick): MergeTree {
  const { count } = points;
  const index = createCentroidIndex(points, 'ward');
  const first = new Int32Array(count - 1);
  const second = new Int32Array(count - 1);
  const heights = new Float64Array(count - 1);
  const chain = new Int32Array(count);
  let length = 0;
  let lowest = 0;
  for (let done = 0; done < count - 1; done++) {
    if (done % TICK_MERGES === TICK_MERGES - 1) tick(TICK_MERGES);
    if (length === 0) {
      while (index.size[lowest] === 0) lowest++;
      chain[length++] = lowest;
    }
    for (;;) {
      const top = chain[length - 1];
      const previous = length > 1 ? chain[length - 2] : -1;
      const next = index.nearest(top, previous);
      if (next === previous) break;
      chain[length++] = next;
    }
    const a = chain[length - 1];
    const b = chain[length - 2];
    length -= 2;
    first[done] = a;
    second[done] = b;
    heights[done] = Math.sqrt(2 * index.cost(a, b));
    index.merge(Math.min(a, b), Math.max(a, b));
  }
  return mergeTreeOf(count, first, second, heights);
}
