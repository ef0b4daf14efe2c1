import type { Points } from './points.ts';
import { selectByKey } from './selectByKey.ts';
import { sharedFloat64, sharedInt32 } from './sharedArrays.ts';

/** A balanced k-d tree with the points of each leaf side by side. Node i has the children 2i + 1 and 2i + 2. */
export interface KdTree {
  readonly count: number;
  readonly dims: number;
  /** The first leaf; every later node is a leaf as well. */
  readonly firstLeaf: number;
  /** Where the points of each node begin; those of node i end at `end[i]`. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** The box around the points of each node, row-major. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** The points in the order of the tree, row-major. */
  readonly data: Float64Array;
  /** The point that stands at each position of `data`. */
  readonly ids: Int32Array;
}

const LEAF_POINTS = 12;

/** Builds a k-d tree for nearest-neighbour searches.
 *
 * Method: each node is cut at the median of the dimension in which its points extend furthest (quickselect), until
 *         leaves hold a dozen points at most; all leaves are at one depth, so nodes need no pointers.
 * Shape:  count points of dims finite coordinates; all arrays of the tree are over shared memory.
 * Errors: none.   Cost: O(n dims log n); 8 dims + 4 bytes a point.
 * Source: Friedman, Bentley, Finkel 1977, An algorithm for finding best matches in logarithmic expected time. */
export function buildKdTree({ data: points, count, dims }: Points): KdTree {
  let depth = 0;
  while (count > LEAF_POINTS * (1 << depth)) depth++;
  const nodes = (2 << depth) - 1;
  const tree: KdTree = {
    count,
    dims,
    firstLeaf: (1 << depth) - 1,
    start: sharedInt32(nodes),
    end: sharedInt32(nodes),
    low: sharedFloat64(nodes * dims),
    high: sharedFloat64(nodes * dims),
    data: sharedFloat64(count * dims),
    ids: sharedInt32(count),
  };
  const { start, end, low, high, ids } = tree;
  const keys = new Float64Array(count);
  for (let i = 0; i < count; i++) ids[i] = i;
  end[0] = count;
  for (let node = 0; node < nodes; node++) {
    const [from, to] = [start[node], end[node]];
    const widest = boundNode(tree, node, points);
    if (node >= tree.firstLeaf) continue;
    const middle = (from + to) >> 1;
    if (high[node * dims + widest] > low[node * dims + widest]) {
      for (let i = from; i < to; i++) keys[i] = points[ids[i] * dims + widest];
      selectByKey(keys, ids, from, to - 1, middle);
    }
    start[2 * node + 1] = from;
    end[2 * node + 1] = start[2 * node + 2] = middle;
    end[2 * node + 2] = to;
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < dims; j++) tree.data[i * dims + j] = points[ids[i] * dims + j];
  }
  return tree;
}

/** Writes the box of a node, and returns the dimension in which it is widest. */
function boundNode({ start, end, low, high, ids, dims }: KdTree, node: number, points: Float64Array): number {
  let widest = 0;
  let width = -1;
  for (let j = 0; j < dims; j++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = start[node]; i < end[node]; i++) {
      const value = points[ids[i] * dims + j];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    low[node * dims + j] = least;
    high[node * dims + j] = most;
    if (most - least > width) {
      width = most - least;
      widest = j;
    }
  }
  return widest;
}

/** The squared distance from point `at` of the tree to the box of a node; 0 inside. */
export function squaredDistanceToBox({ data, low, high, dims }: KdTree, at: number, node: number): number {
  let sum = 0;
  for (let j = 0, p = at * dims, b = node * dims; j < dims; j++, p++, b++) {
    const value = data[p];
    const below = low[b] - value;
    const above = value - high[b];
    const d = below > 0 ? below : above > 0 ? above : 0;
    sum += d * d;
  }
  return sum;
}

/** The squared distance between two points of the tree. */
export function squaredDistance(data: Float64Array, dims: number, a: number, b: number): number {
  let sum = 0;
  for (let j = 0, p = a * dims, q = b * dims; j < dims; j++, p++, q++) {
    const d = data[p] - data[q];
    sum += d * d;
  }
  return sum;
}
