import { AppError } from '../../errors/index.ts';
import { highestWithin, type MergeTree } from './mergeTree.ts';

/** Where to cut: into so many clusters, or so that no merge at or above a height is made. */
export type Cut = { readonly nClusters: number } | { readonly distanceThreshold: number };

/** The clusters below a cut of a hierarchy.
 *
 * Method: the merges below the cut are made. By number these are all but the last n_clusters - 1, so of merges at equal
 *         heights the later are undone first; by height those below the threshold, as scikit-learn has it, whose parts are
 *         below it too, as SciPy's fcluster has it: after an inversion a cluster is as high as the highest merge in it.
 *         By number there are as many as asked for, where fcluster makes fewer if it would have to take an inversion apart.
 * Shape:  a label for each point, from 0 in the order in which clusters first appear; `height` is that of the cut, by
 *         number in the middle between the last merge made and the next.
 * Errors: bad-argument unless 1 ≤ nClusters ≤ count, or for a threshold that is no number ≥ 0.
 * Cost:   O(n).
 * Checked against: SciPy 1.10.1's fcluster, up to renaming, in the reference test. */
export function cutTree(
  tree: MergeTree,
  cut: Cut,
): { labels: Int32Array<ArrayBuffer>; clusters: number; height: number } {
  const { count, left, right } = tree;
  const highest = highestWithin(tree);
  const made = count - clustersOf(count, highest, cut);
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
  return {
    labels,
    clusters,
    height: 'nClusters' in cut ? heightAfter(highest, made) : cut.distanceThreshold,
  };
}

/** How many clusters a cut makes. */
function clustersOf(count: number, highest: Float64Array, cut: Cut): number {
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
  let high = highest.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (highest[middle] < distanceThreshold) low = middle + 1;
    else high = middle;
  }
  return count - low;
}

/** A height between the last merge made and the next. */
function heightAfter(highest: Float64Array, made: number): number {
  const below = made > 0 ? highest[made - 1] : 0;
  const above = made < highest.length ? highest[made] : 1.1 * below;
  return 0.5 * (below + above);
}

/** Cuts with more clusters than this are not proposed. */
const MOST_SUGGESTED = 30;

/** The cut in the middle of the widest gap between the (highest) heights of successive merges, or null where all are equal.
 *
 * Source: Thorndike 1953, Who belongs in the family?; here without a test of significance. */
export function suggestCut(tree: MergeTree): { height: number; clusters: number } | null {
  const { count } = tree;
  const highest = highestWithin(tree);
  let widest = 0;
  let suggested = null;
  for (let clusters = 2; clusters <= Math.min(MOST_SUGGESTED, count - 1); clusters++) {
    const above = highest[count - clusters];
    const below = highest[count - clusters - 1];
    if (above - below > widest) {
      widest = above - below;
      suggested = { height: below + 0.5 * (above - below), clusters };
    }
  }
  return suggested;
}
