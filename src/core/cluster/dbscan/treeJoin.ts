import { coreNearNode, coreNearPoint, coresBefore } from './corePairs.ts';
import { joinSets, rootOf } from './disjointSets.ts';
import { NO_ROW, type DbscanState, type Poll } from './dbscanState.ts';
import { nearestInBox, nearestOfBoxes, squaredDistance } from './kdTree.ts';
import { STACK_NODES } from './treeCores.ts';
import type { TreeIndex } from './treeIndex.ts';

const POLL_POINTS = 1024;

/** Joins units u0 … u1 - 1 with the later units that have a core point within eps of one of theirs. */
export function treeJoin(state: DbscanState, index: TreeIndex, u0: number, u1: number, poll: Poll): void {
  const { unitStart } = index;
  const before = coresBefore(state.coreAt);
  const joinOne = createJoin(state, index, before);
  let polled = unitStart[u0];
  for (let u = u0; u < u1; u++) {
    if (unitStart[u + 1] - polled > POLL_POINTS) {
      poll(unitStart[u] - polled);
      polled = unitStart[u];
    }
    if (state.firstCore[u] !== NO_ROW) joinOne(u);
  }
  poll(unitStart[u1] - polled);
}

function createJoin(state: DbscanState, index: TreeIndex, before: Int32Array): (u: number) => void {
  const { parent } = state;
  const { tree, unitStart, unitNode, unitAt, reach } = index;
  const { nodeStart, nodeEnd, nodeRight, points, dimensions: d } = tree;
  const nodes = nodeStart.length;
  const stack = new Int32Array(STACK_NODES);
  // Nodes whose core points are all in one set, and a unit of it: once so, always so.
  const uniform = new Uint8Array(nodes);
  const member = new Int32Array(nodes);
  const unitOfNode = (node: number): number => {
    const u = unitAt[nodeStart[node]];
    return unitNode[u] >= 0 && unitStart[u] <= nodeStart[node] && unitStart[u + 1] >= nodeEnd[node] ? u : -1;
  };
  const noteUniform = (node: number): void => {
    const right = nodeRight[node];
    const left = node + 1;
    if (right === 0) return;
    const leftEmpty = before[nodeStart[left]] === before[nodeEnd[left]];
    const rightEmpty = before[nodeStart[right]] === before[nodeEnd[right]];
    if ((!leftEmpty && uniform[left] === 0) || (!rightEmpty && uniform[right] === 0)) return;
    if (!leftEmpty && !rightEmpty && rootOf(parent, member[left]) !== rootOf(parent, member[right])) return;
    uniform[node] = 1;
    member[node] = leftEmpty ? member[right] : member[left];
  };
  const joinLeaf = (u: number, own: number, node: number): void => {
    const from = unitStart[u + 1];
    let first = -1;
    let same = true;
    for (let q = nodeStart[node]; q < nodeEnd[node]; q++) {
      if (before[q] === before[q + 1]) continue;
      const other = unitAt[q];
      if (q >= from && rootOf(parent, other) !== rootOf(parent, u)) {
        const near =
          own < 0
            ? squaredDistance(points, unitStart[u] * d, q * d, d) <= reach
            : coreNearPoint(tree, before, own, points, q * d, reach);
        if (near) joinSets(parent, u, other);
      }
      if (first < 0) first = other;
      else if (same) same = rootOf(parent, first) === rootOf(parent, other);
    }
    if (first >= 0 && same) {
      uniform[node] = 1;
      member[node] = first;
    }
  };
  return (u) => {
    const own = unitNode[u];
    const from = unitStart[u + 1];
    const at = unitStart[u] * d;
    let depth = 0;
    stack[depth++] = 0;
    while (depth > 0) {
      const node = stack[--depth];
      if (nodeEnd[node] <= from || before[nodeStart[node]] === before[nodeEnd[node]]) continue;
      if (uniform[node] === 0) noteUniform(node);
      if (uniform[node] === 1 && rootOf(parent, member[node]) === rootOf(parent, u)) continue;
      const away = own < 0 ? nearestInBox(tree, node, points, at) : nearestOfBoxes(tree, own, node);
      if (away > reach) continue;
      const other = unitOfNode(node);
      if (other >= 0) {
        uniform[node] = 1;
        member[node] = other;
        if (rootOf(parent, other) === rootOf(parent, u)) continue;
        const near =
          own < 0
            ? coreNearPoint(tree, before, node, points, at, reach)
            : coreNearNode(tree, before, own, node, reach);
        if (near) joinSets(parent, u, other);
      } else if (nodeRight[node] === 0) joinLeaf(u, own, node);
      else {
        stack[depth++] = nodeRight[node];
        stack[depth++] = node + 1;
      }
    }
  };
}
