import { AppError } from '../errors/index.ts';
import { squaredDistance, squaredDistanceToBox, type KdTree } from './kdTree.ts';
import type { Tick } from './points.ts';

const TICK_POINTS = 4096;

/** The distance of each point to its k-th nearest neighbour, the point itself being the first.
 *
 * Method: depth-first search of the k-d tree, the nearer child first, boxes further than the k-th best left out.
 * Shape:  positions from … to - 1 of the tree give to - from distances in the order of the tree.
 * Units:  that of the coordinates.
 * Errors: bad-argument unless 1 ≤ k ≤ count.   Cost: O(log n + k²) a point in few dimensions; k numbers.
 * Source: Ester, Kriegel, Sander, Xu 1996 (k-dist; counted there without the point, here as min_samples counts).
 * Checked against: the naive search, exactly, in the property test. */
export function neighbourDistances(
  tree: KdTree,
  k: number,
  from: number,
  to: number,
  tick: Tick,
): Float64Array<ArrayBuffer> {
  if (!Number.isInteger(k) || k < 1 || k > tree.count) {
    throw new AppError('bad-argument', `The ${k}-th neighbour was asked of ${tree.count} points.`, {
      remedy: `Use a whole number from 1 to ${tree.count}, the number of rows that have all values.`,
    });
  }
  const { data, dims, start, end, firstLeaf } = tree;
  const out = new Float64Array(to - from);
  const best = new Float64Array(k);
  const stack = new Int32Array(128);
  const stackDistance = new Float64Array(128);
  for (let at = from; at < to; at++) {
    if ((at - from) % TICK_POINTS === TICK_POINTS - 1) tick(TICK_POINTS);
    best.fill(Infinity);
    let depth = 0;
    stack[depth] = 0;
    stackDistance[depth++] = 0;
    while (depth > 0) {
      depth--;
      if (stackDistance[depth] >= best[k - 1]) continue;
      let node = stack[depth];
      while (node < firstLeaf) {
        const left = squaredDistanceToBox(tree, at, 2 * node + 1);
        const right = squaredDistanceToBox(tree, at, 2 * node + 2);
        const near = left <= right ? 2 * node + 1 : 2 * node + 2;
        stack[depth] = 4 * node + 3 - near;
        stackDistance[depth++] = left <= right ? right : left;
        node = near;
      }
      for (let i = start[node]; i < end[node]; i++) {
        const d = squaredDistance(data, dims, at, i);
        if (d < best[k - 1]) insert(best, d);
      }
    }
    out[at - from] = Math.sqrt(best[k - 1]);
  }
  tick((to - from) % TICK_POINTS);
  return out;
}

/** Puts a distance in its place among the sorted ones, the last of which falls out. */
function insert(best: Float64Array, distance: number): void {
  let i = best.length - 1;
  for (; i > 0 && best[i - 1] > distance; i--) best[i] = best[i - 1];
  best[i] = distance;
}
