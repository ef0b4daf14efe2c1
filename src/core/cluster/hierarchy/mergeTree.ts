import { argsort } from '../../catalogue/index.ts';

/** A hierarchy of clusters: merge i makes cluster count + i of two earlier ones; ids below `count` are the points.
 *
 * Heights ascend, but for centroid and median linkage, where a merge can be lower than its parts (an inversion). These are
 * merges of the nearest pair again and again, so one lower than an earlier one can only contain it, and the highest merge
 * within any cluster is the highest up to its own. */
export interface MergeTree {
  readonly count: number;
  /** left < right, in each merge. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** The distance at which the two were merged. */
  readonly height: Float64Array;
  /** Points of the new cluster. */
  readonly size: Int32Array;
}

/** Numbers merges in the order of their heights, as SciPy's linkage does.
 *
 * Method: merges are sorted by height (stable), and a union-find names the clusters that their members are in by then.
 * Shape:  count - 1 merges, each given by any member of either cluster.
 * Errors: none.   Cost: O(n log n).
 * Checked against: SciPy 1.10.1, ids and sizes exactly, in the reference test. */
export function mergeTreeOf(
  count: number,
  first: Int32Array,
  second: Int32Array,
  heights: Float64Array,
): MergeTree {
  const merges = count - 1;
  const tree: MergeTree = {
    count,
    left: new Int32Array(merges),
    right: new Int32Array(merges),
    height: new Float64Array(merges),
    size: new Int32Array(merges),
  };
  const order = argsort(heights, false);
  const parent = new Int32Array(count + merges).map((_, i) => i);
  const topOf = (of: number): number => {
    let at = of;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  for (let i = 0; i < merges; i++) {
    const a = topOf(first[order[i]]);
    const b = topOf(second[order[i]]);
    tree.left[i] = Math.min(a, b);
    tree.right[i] = Math.max(a, b);
    tree.height[i] = heights[order[i]];
    tree.size[i] = sizeOf(tree, a) + sizeOf(tree, b);
    parent[a] = parent[b] = count + i;
  }
  return tree;
}

/** The highest merge within each cluster: these ascend even where the heights do not. */
export function highestWithin({ height }: MergeTree): Float64Array {
  let highest = 0;
  return height.map((h) => (highest = Math.max(highest, h)));
}

/** Points of a cluster or, of a point, 1. */
export function sizeOf(tree: MergeTree, id: number): number {
  return id < tree.count ? 1 : tree.size[id - tree.count];
}

/** The points as the leaves of the drawn tree stand from left to right, and where the leaves of each cluster begin.
 *
 * Checked against: SciPy 1.10.1's leaves_list, exactly, in the reference test. */
export function leafOrder(tree: MergeTree): { leaves: Int32Array<ArrayBuffer>; start: Int32Array } {
  const { count, left, right } = tree;
  const start = new Int32Array(2 * count - 1);
  const leaves = new Int32Array(count);
  for (let i = count - 2; i >= 0; i--) {
    start[left[i]] = start[count + i];
    start[right[i]] = start[count + i] + sizeOf(tree, left[i]);
  }
  for (let point = 0; point < count; point++) leaves[start[point]] = point;
  return { leaves, start };
}
