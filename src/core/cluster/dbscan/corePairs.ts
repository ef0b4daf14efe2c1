import {
  farthestInBox,
  farthestOfBoxes,
  nearestInBox,
  nearestOfBoxes,
  squaredDistance,
  type KdTree,
} from './kdTree.ts';

/** Number of core points before each place: a stretch holds some where the number at its ends differs. */
export function coresBefore(coreAt: Uint8Array): Int32Array {
  const before = new Int32Array(coreAt.length + 1);
  for (let at = 0; at < coreAt.length; at++) before[at + 1] = before[at] + coreAt[at];
  return before;
}

/** Whether a core point of a node is within reach of a point, which is anywhere in `points`. */
export function coreNearPoint(
  tree: KdTree,
  before: Int32Array,
  node: number,
  points: Float64Array,
  at: number,
  reach: number,
): boolean {
  const start = tree.nodeStart[node];
  const end = tree.nodeEnd[node];
  if (before[start] === before[end] || nearestInBox(tree, node, points, at) > reach) return false;
  if (farthestInBox(tree, node, points, at) <= reach) return true;
  const right = tree.nodeRight[node];
  if (right !== 0)
    return (
      coreNearPoint(tree, before, node + 1, points, at, reach) ||
      coreNearPoint(tree, before, right, points, at, reach)
    );
  const d = tree.dimensions;
  for (let q = start; q < end; q++) {
    if (before[q] === before[q + 1]) continue;
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const gap = points[at + j] - tree.points[q * d + j];
      sum += gap * gap;
    }
    if (sum <= reach) return true;
  }
  return false;
}

/** Whether a core point of node `a` is within reach of a core point of node `b`. */
export function coreNearNode(tree: KdTree, before: Int32Array, a: number, b: number, reach: number): boolean {
  const { nodeStart, nodeEnd, nodeRight, points, dimensions: d } = tree;
  if (before[nodeStart[a]] === before[nodeEnd[a]] || before[nodeStart[b]] === before[nodeEnd[b]])
    return false;
  if (nearestOfBoxes(tree, a, b) > reach) return false;
  if (farthestOfBoxes(tree, a, b) <= reach) return true;
  const rightA = nodeRight[a];
  const rightB = nodeRight[b];
  if (rightA === 0 && rightB === 0) {
    for (let p = nodeStart[a]; p < nodeEnd[a]; p++) {
      if (before[p] === before[p + 1]) continue;
      for (let q = nodeStart[b]; q < nodeEnd[b]; q++)
        if (before[q] !== before[q + 1] && squaredDistance(points, p * d, q * d, d) <= reach) return true;
    }
    return false;
  }
  // The larger of the two is split.
  const sizeA = rightA === 0 ? 0 : nodeEnd[a] - nodeStart[a];
  const sizeB = rightB === 0 ? 0 : nodeEnd[b] - nodeStart[b];
  if (sizeA >= sizeB)
    return coreNearNode(tree, before, a + 1, b, reach) || coreNearNode(tree, before, rightA, b, reach);
  return coreNearNode(tree, before, a, b + 1, reach) || coreNearNode(tree, before, a, rightB, reach);
}
