import { AppError } from '../../errors/index.ts';
import type { KdTree } from '../kdTree.ts';
import type { Tick } from '../points.ts';
import { condensedTree, type CondensedTree } from './condensedTree.ts';
import { singleTree } from './linkage.ts';
import { selectClusters, type SelectionMethod } from './selectClusters.ts';
import { spanningTree } from './spanningTree.ts';

export interface HdbscanOptions {
  /** Fewest points of a cluster. */
  readonly minClusterSize: number;
  readonly clusterSelectionMethod: SelectionMethod;
}

export interface HdbscanClusters {
  /** Of each point: its cluster from 0 in the order in which clusters first appear, or -1 for noise. */
  readonly labels: Int32Array<ArrayBuffer>;
  /** How firmly each point belongs to its cluster: 1 for the densest, 0 for noise. */
  readonly probabilities: Float64Array<ArrayBuffer>;
  readonly clusters: number;
  readonly noise: number;
  readonly condensed: CondensedTree;
  /** The label of each cluster of the condensed tree, -1 where it was not chosen. */
  readonly labelOf: Int32Array;
}

/** Clusters of varying density and noise (HDBSCAN).
 *
 * Method: the spanning tree of mutual reachability distances makes a hierarchy, condensed to clusters of at least
 *         minClusterSize points, of which the most stable (eom) or the last ones (leaf) are chosen. A point's probability
 *         is its lambda over the largest in its cluster. A single cluster of everything is never the answer.
 * Shape:  the k-d tree of the points and the core distance at each of its positions (the distance to the min_samples-th
 *         neighbour, the point being the first); labels by point.
 * Units:  lambda in one over that of the coordinates.
 * Errors: bad-argument for minClusterSize below 2 or no whole number.   Cost: that of the spanning tree.
 * Source: Campello, Moulavi, Sander 2013, Density-based clustering based on hierarchical density estimates; McInnes, Healy
 *         2017, Accelerated hierarchical density based clustering. Equal heights are one split, see condensedTree.
 * Checked against: a naive version in NumPy 1.24, labels exactly, probabilities to 1e-9, in the reference test. */
export function hdbscanClusters(
  tree: KdTree,
  core: Float64Array,
  { minClusterSize, clusterSelectionMethod }: HdbscanOptions,
  tick: Tick,
): HdbscanClusters {
  if (!Number.isInteger(minClusterSize) || minClusterSize < 2) {
    throw new AppError('bad-argument', `A cluster of at least ${minClusterSize} rows was asked for.`, {
      remedy: 'Use a whole number of 2 or more for the smallest cluster.',
    });
  }
  const condensed = condensedTree(singleTree(tree.ids, spanningTree(tree, core, tick)), minClusterSize);
  const chosen = selectClusters(condensed, clusterSelectionMethod);
  // The chosen cluster above each cluster, or -1.
  const above = new Int32Array(condensed.clusters).fill(-1);
  for (let c = 1; c < condensed.clusters; c++) above[c] = chosen[c] === 1 ? c : above[condensed.parent[c]];
  const labelOf = new Int32Array(condensed.clusters).fill(-1);
  const labels = new Int32Array(tree.count).fill(-1);
  const probabilities = new Float64Array(tree.count);
  let clusters = 0;
  let noise = 0;
  for (let point = 0; point < tree.count; point++) {
    const cluster = above[condensed.cluster[point]];
    if (cluster < 0) {
      noise++;
      continue;
    }
    if (labelOf[cluster] < 0) labelOf[cluster] = clusters++;
    labels[point] = labelOf[cluster];
    const lambda = condensed.lambda[point];
    const most = condensed.death[cluster];
    probabilities[point] = lambda >= most ? 1 : lambda / most;
  }
  return { labels, probabilities, clusters, noise, condensed, labelOf };
}
