import { coreNearPoint, coresBefore } from './corePairs.ts';
import { NOISE, NO_LABEL, type DbscanState, type Poll } from './dbscanState.ts';
import { nearestInBox, squaredDistance } from './kdTree.ts';
import { STACK_NODES } from './treeCores.ts';
import type { TreeIndex } from './treeIndex.ts';

const POLL_POINTS = 1024;

/** Labels the points of units u0 … u1 - 1; the number of noise points. */
export function treeLabels(state: DbscanState, index: TreeIndex, u0: number, u1: number, poll: Poll): number {
  const { coreAt, unitLabel, labels, core } = state;
  const { order, unitStart } = index;
  const lowestNear = createLowestNear(state, index);
  let noise = 0;
  let polled = unitStart[u0];
  for (let u = u0; u < u1; u++) {
    const a = unitStart[u];
    const b = unitStart[u + 1];
    if (b - polled > POLL_POINTS) {
      poll(a - polled);
      polled = a;
    }
    for (let p = a; p < b; p++) {
      const label = coreAt[p] === 1 ? unitLabel[u] : lowestNear(p, unitLabel[u]);
      labels[order[p]] = label === NO_LABEL ? NOISE : label;
      core[order[p]] = coreAt[p];
      if (label === NO_LABEL) noise++;
    }
  }
  poll(unitStart[u1] - polled);
  return noise;
}

/** The lowest label of a core point within eps of a point, where that is below `best`. */
function createLowestNear(state: DbscanState, index: TreeIndex): (p: number, best: number) => number {
  const { unitLabel } = state;
  const { tree, unitNode, unitAt, reach } = index;
  const { nodeStart, nodeEnd, nodeRight, points, dimensions: d } = tree;
  const before = coresBefore(state.coreAt);
  const lowest = new Int32Array(nodeStart.length).fill(NO_LABEL);
  // Children have higher numbers than their parent.
  for (let node = nodeStart.length - 1; node >= 0; node--) {
    if (nodeRight[node] !== 0) lowest[node] = Math.min(lowest[node + 1], lowest[nodeRight[node]]);
    else
      for (let q = nodeStart[node]; q < nodeEnd[node]; q++)
        if (before[q] !== before[q + 1]) lowest[node] = Math.min(lowest[node], unitLabel[unitAt[q]]);
  }
  const stack = new Int32Array(STACK_NODES);
  return (p, start) => {
    let best = start;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (lowest[node] >= best || nearestInBox(tree, node, points, p * d) > reach) continue;
      const unit = unitAt[nodeStart[node]];
      if (unitNode[unit] === node) {
        if (coreNearPoint(tree, before, node, points, p * d, reach)) best = unitLabel[unit];
      } else if (nodeRight[node] === 0) {
        for (let q = nodeStart[node]; q < nodeEnd[node]; q++) {
          const label = unitLabel[unitAt[q]];
          if (before[q] === before[q + 1] || label >= best) continue;
          if (squaredDistance(points, p * d, q * d, d) <= reach) best = label;
        }
      } else {
        stack[depth++] = nodeRight[node];
        stack[depth++] = node + 1;
      }
    }
    return best;
  };
}
