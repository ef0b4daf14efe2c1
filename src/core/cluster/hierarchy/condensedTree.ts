import { leafOrder, sizeOf, type MergeTree } from './mergeTree.ts';

/** The clusters of at least so many points in a hierarchy of densities. lambda is 1 / height. Cluster 0 is the root, and a
 * cluster has a lower number than the ones that it splits into. */
export interface CondensedTree {
  readonly clusters: number;
  /** The cluster that each split, -1 for the root. */
  readonly parent: Int32Array;
  readonly size: Int32Array;
  /** lambda where the cluster comes into being, 0 for the root. */
  readonly birth: Float64Array;
  /** The largest lambda at which a point or a cluster leaves it. */
  readonly death: Float64Array;
  /** Sum over the points of lambda where they leave, less the birth. */
  readonly stability: Float64Array;
  /** Of each point: the cluster that it leaves last, and where. */
  readonly cluster: Int32Array;
  readonly lambda: Float64Array;
}

/** Condenses a hierarchy to the clusters that hold `minClusterSize` points or more.
 *
 * Method: from the root down, a cluster splits where two or more parts of enough points come apart, else it goes on as
 *         the one part that is large enough and loses the others' points. Merges at exactly equal heights are one split
 *         into all their parts, which makes the clusters independent of the order of the rows (packages that keep
 *         such merges binary may count a part that just reaches the size).
 * Shape:  count points.   Units: lambda in one over that of the coordinates; infinite for points at no distance.
 * Errors: none.   Cost: O(n).
 * Source: Campello, Moulavi, Sander 2013, Density-based clustering based on hierarchical density estimates; McInnes, Healy
 *         2017, Accelerated hierarchical density based clustering.
 * Checked against: components of thresholded distances in NumPy, in the reference test. */
export function condensedTree(tree: MergeTree, minClusterSize: number): CondensedTree {
  const { count, left, right, height } = tree;
  const { leaves, start } = leafOrder(tree);
  // Parts of enough points are disjoint, so fewer than 2 n / size clusters can be.
  const most = 2 * Math.ceil(count / minClusterSize) + 1;
  const parent = new Int32Array(most).fill(-1);
  const size = new Int32Array(most);
  const birth = new Float64Array(most);
  const death = new Float64Array(most);
  const stability = new Float64Array(most);
  const cluster = new Int32Array(count);
  const lambda = new Float64Array(count);
  let clusters = 1;
  size[0] = count;

  const leave = (from: number, points: number, at: number): void => {
    // At an infinite birth no cluster can be left later; there the difference is no number.
    if (at > birth[from]) stability[from] += points * (at - birth[from]);
    death[from] = Math.max(death[from], at);
  };
  const nodes = new Int32Array(count);
  const owners = new Int32Array(count);
  const parts = new Int32Array(count);
  let depth = 0;
  if (count > 1) {
    nodes[0] = 2 * count - 2;
    depth = 1;
  }
  while (depth > 0) {
    depth--;
    const own = owners[depth];
    const h = height[nodes[depth] - count];
    const at = h > 0 ? 1 / h : Infinity;
    // The parts below all merges at this height: those still to open stand at the front.
    let known = 1;
    let large = 0;
    parts[0] = nodes[depth];
    for (let i = 0; i < known;) {
      const id = parts[i];
      if (id >= count && height[id - count] === h) {
        parts[i] = left[id - count];
        parts[known++] = right[id - count];
      } else {
        if (sizeOf(tree, id) >= minClusterSize) large++;
        i++;
      }
    }
    for (let i = 0; i < known; i++) {
      const id = parts[i];
      const points = sizeOf(tree, id);
      if (points < minClusterSize) {
        for (let k = start[id]; k < start[id] + points; k++) {
          cluster[leaves[k]] = own;
          lambda[leaves[k]] = at;
        }
        leave(own, points, at);
        continue;
      }
      let owner = own;
      if (large > 1) {
        owner = clusters++;
        parent[owner] = own;
        size[owner] = points;
        birth[owner] = at;
        leave(own, points, at);
      }
      nodes[depth] = id;
      owners[depth++] = owner;
    }
  }
  return {
    clusters,
    parent: parent.slice(0, clusters),
    size: size.slice(0, clusters),
    birth: birth.slice(0, clusters),
    death: death.slice(0, clusters),
    stability: stability.slice(0, clusters),
    cluster,
    lambda,
  };
}
