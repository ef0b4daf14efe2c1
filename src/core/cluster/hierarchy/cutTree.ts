import { AppError } from '../../errors/index.ts';
import type { MergeTree } from './mergeTree.ts';

/** Where to cut: into so many clusters, or so that no merge at or above a height is made. */
export type Cut = { readonly nClusters: number } | { readonly distanceThreshold: number };

/** The clusters below a cut of a hierarchy.
 *
 * Method: the merges below the cut are made. By number these are all but the last n_clusters - 1, so of merges at equal
 *         heights the later are undone first; by height those below the threshold, as scikit-learn has it.
 * Shape:  a label for each point, from 0 in the order in which clusters first appear.
 * Errors: bad-argument unless 1 ≤ nClusters ≤ count, or for a threshold that is no number ≥ 0.
 * Cost:   O(n).
 * Checked against: SciPy 1.10.1's fcluster, up to renaming, in the reference test. */
export function cutTree(tree: MergeTree, cut: Cut): { labels: Int32Array<ArrayBuffer>; clusters: number } {
  const { count, left, right } = tree;
  const made = count - clustersOf(tree, cut);
  const top = new Int32Array(2 * count - 1);
  for (let id = 0; id < top.length; id++) top[id] = id;
  for (let i = made - 1; i >= 0; i--) top[left[i]] = top[right[i]] = top[count + i];
  const labelOf = new Int32Array(top.length).fill(-1);
  const labels = new Int32Array(count);
  let clusters = 0;
  for (let point = 0; point < count; point++) {
    const cluster = top[point];
    if (labelOf[cluster] < 0) labelOf[cluster] = clusters++;
    labels[point] = labelOf[cluster];
  }
  return { labels, clusters };
}

/** How many clusters a cut makes. */
function clustersOf({ count, height }: MergeTree, cut: Cut): number {
  if ('nClusters' in cut) {
    const { nClusters } = cut;
    if (!Number.isInteger(nClusters) || nClusters < 1 || nClusters > count) {
      throw new AppError('bad-argument', `${count} rows cannot be cut into ${nClusters} clusters.`, {
        remedy: `Use a whole number from 1 to ${count}, the number of rows that have all values.`,
      });
    }
    return nClusters;
  }
  const { distanceThreshold } = cut;
  if (!(distanceThreshold >= 0)) {
    throw new AppError('bad-argument', `The height of the cut is ${distanceThreshold}.`, {
      remedy: 'Use a number of 0 or more.',
    });
  }
  let low = 0;
  let high = height.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (height[middle] < distanceThreshold) low = middle + 1;
    else high = middle;
  }
  return count - low;
}

/** Cuts with more clusters than this are not proposed. */
const MOST_SUGGESTED = 30;

/** The cut in the middle of the widest gap between the heights of successive merges, or null where all are equal.
 *
 * Source: Thorndike 1953, Who belongs in the family?; here without a test of significance. */
export function suggestCut({ count, height }: MergeTree): { height: number; clusters: number } | null {
  let widest = 0;
  let suggested = null;
  for (let clusters = 2; clusters <= Math.min(MOST_SUGGESTED, count - 1); clusters++) {
    const above = height[count - clusters];
    const below = height[count - clusters - 1];
    if (above - below > widest) {
      widest = above - below;
      suggested = { height: below + 0.5 * (above - below), clusters };
    }
  }
  return suggested;
}
