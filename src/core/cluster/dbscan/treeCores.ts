import type { DbscanState, Poll } from './dbscanState.ts';
import { farthestInBox, nearestInBox, squaredDistance, type KdTree } from './kdTree.ts';
import type { TreeIndex } from './treeIndex.ts';

/** More than the depth of any tree that fits memory, with both children of every level waiting. */
export const STACK_NODES = 128;
const POLL_POINTS = 1024;

/** Finds the core points of units u0 … u1 - 1. */
export function treeCores(state: DbscanState, index: TreeIndex, u0: number, u1: number, poll: Poll): void {
  const { minSamples, coreAt, firstCore } = state;
  const { tree, order, unitStart, reach } = index;
  const stack = new Int32Array(STACK_NODES);
  let polled = unitStart[u0];
  for (let u = u0; u < u1; u++) {
    const a = unitStart[u];
    const b = unitStart[u + 1];
    if (b - polled > POLL_POINTS) {
      poll(a - polled);
      polled = a;
    }
    const all = b - a >= minSamples;
    for (let p = a; p < b; p++) {
      if (!all && !hasNeighbours(tree, p, reach, minSamples, stack)) continue;
      coreAt[p] = 1;
      firstCore[u] = Math.min(firstCore[u], order[p]);
    }
  }
  poll(unitStart[u1] - polled);
}

function hasNeighbours(tree: KdTree, p: number, reach: number, wanted: number, stack: Int32Array): boolean {
  const { points, nodeStart, nodeEnd, nodeRight, dimensions: d } = tree;
  const at = p * d;
  let count = 0;
  let depth = 0;
  stack[depth++] = 0;
  while (depth > 0) {
    const node = stack[--depth];
    if (nearestInBox(tree, node, points, at) > reach) continue;
    const start = nodeStart[node];
    const end = nodeEnd[node];
    const right = nodeRight[node];
    if (end - start > 1 && farthestInBox(tree, node, points, at) <= reach) count += end - start;
    else if (right === 0) {
      for (let q = start; q < end; q++) if (squaredDistance(points, at, q * d, d) <= reach) count++;
    } else {
      // The point's own side is looked at first: it is the likeliest to hold enough.
      const ownIsRight = p >= nodeStart[right];
      stack[depth++] = ownIsRight ? node + 1 : right;
      stack[depth++] = ownIsRight ? right : node + 1;
      continue;
    }
    if (count >= wanted) return true;
  }
  return false;
}
