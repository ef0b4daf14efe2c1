import type { Points } from '../points.ts';
import { leafOrder, sizeOf, type MergeTree } from './mergeTree.ts';

/** How well a hierarchy keeps the distances: the correlation of each pair's distance with the height that joins it.
 *
 * Method: Pearson's coefficient over all pairs; the pairs of a merge are its left leaves with its right ones. Sums are taken
 *         about the lowest height.
 * Shape:  the points that the tree was made of; NaN with fewer than three of them or where all heights are equal.
 * Errors: none.   Cost: O(n² dims).
 * Source: Sokal, Rohlf 1962, The comparison of dendrograms by objective methods.
 * Checked against: SciPy 1.10.1's cophenet, relative 1e-9, in the reference test. */
export function copheneticCorrelation(tree: MergeTree, { data, dims }: Points): number {
  const { count, left, right, height } = tree;
  const { leaves, start } = leafOrder(tree);
  const pairs = (count * (count - 1)) / 2;
  const about = height[0];
  let [h, d, hh, dd, hd] = [0, 0, 0, 0, 0];
  for (let merge = 0; merge < count - 1; merge++) {
    const middle = start[right[merge]];
    const end = middle + sizeOf(tree, right[merge]);
    const y = height[merge] - about;
    for (let i = start[left[merge]]; i < middle; i++) {
      for (let k = middle; k < end; k++) {
        let sum = 0;
        for (let j = 0, p = leaves[i] * dims, q = leaves[k] * dims; j < dims; j++, p++, q++) {
          const step = data[p] - data[q];
          sum += step * step;
        }
        const x = Math.sqrt(sum) - about;
        h += y;
        d += x;
        hh += y * y;
        dd += x * x;
        hd += x * y;
      }
    }
  }
  const covariance = hd - (h * d) / pairs;
  return covariance / Math.sqrt((hh - (h * h) / pairs) * (dd - (d * d) / pairs));
}
