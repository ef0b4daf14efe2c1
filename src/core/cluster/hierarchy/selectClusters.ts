import type { CondensedTree } from './condensedTree.ts';

export type SelectionMethod = 'eom' | 'leaf';

/** Which clusters of a condensed tree are the answer; the root never is.
 *
 * Method: `eom` (excess of mass) takes a cluster unless the best choice below it has more stability in all; `leaf` takes
 *         the clusters that split no further.
 * Shape:  1 for each cluster chosen.   Errors: none.   Cost: O(clusters).
 * Source: Campello, Moulavi, Sander 2013, algorithm 3; McInnes, Healy 2017, section 2.3. */
export function selectClusters(tree: CondensedTree, method: SelectionMethod): Uint8Array {
  const { clusters, parent, stability } = tree;
  const chosen = new Uint8Array(clusters);
  const splits = new Uint8Array(clusters);
  const below = new Float64Array(clusters);
  for (let c = clusters - 1; c > 0; c--) {
    splits[parent[c]] = 1;
    const better = splits[c] === 1 && (method === 'leaf' || below[c] > stability[c]);
    if (!better) chosen[c] = 1;
    below[parent[c]] += better ? below[c] : stability[c];
  }
  // What lies below a chosen cluster belongs to it.
  const within = new Uint8Array(clusters);
  for (let c = 1; c < clusters; c++) {
    within[c] = within[parent[c]] | chosen[parent[c]];
    if (within[c] === 1) chosen[c] = 0;
  }
  return chosen;
}
