import { sharedInt32, sharedUint32 } from '../sharedArrays.ts';
import { buildKdTree, farthestOfBoxes, type KdTree } from './kdTree.ts';

/** Points of any number of dimensions ordered by a k-d tree. Its units are the largest nodes whose box has a diagonal of at
 * most eps, and single points where a leaf is wider than that. */
export interface TreeIndex {
  readonly kind: 'tree';
  /** The square of eps, as a double. */
  readonly reach: number;
  /** The row of the table at each place. */
  readonly order: Uint32Array;
  readonly tree: KdTree;
  /** First place of each unit, and the end. */
  readonly unitStart: Int32Array;
  /** The node of a unit, -1 for a single point. */
  readonly unitNode: Int32Array;
  /** The unit of each place. */
  readonly unitAt: Int32Array;
}

export function buildTreeIndex(
  columns: readonly Float64Array[],
  rows: Uint32Array,
  eps: number,
  poll: () => void,
): TreeIndex {
  const { tree, order } = buildKdTree(columns, rows, poll);
  const n = rows.length;
  const reach = eps * eps;
  const tableRow = sharedUint32(n);
  for (let at = 0; at < n; at++) tableRow[at] = rows[order[at]];
  const unitAt = sharedInt32(n);
  const starts: Int32Array = new Int32Array(n + 1);
  const nodesOfUnits = new Int32Array(n);
  let units = 0;
  const addUnit = (start: number, end: number, node: number): void => {
    starts[units] = start;
    nodesOfUnits[units] = node;
    unitAt.fill(units, start, end);
    units++;
  };
  const visit = (node: number): void => {
    const start = tree.nodeStart[node];
    const end = tree.nodeEnd[node];
    if (farthestOfBoxes(tree, node, node) <= reach) addUnit(start, end, node);
    else if (tree.nodeRight[node] === 0) for (let at = start; at < end; at++) addUnit(at, at + 1, -1);
    else {
      visit(node + 1);
      visit(tree.nodeRight[node]);
    }
  };
  if (n > 0) visit(0);
  starts[units] = n;
  const unitStart = sharedInt32(units + 1);
  const unitNode = sharedInt32(units);
  unitStart.set(starts.subarray(0, units + 1));
  unitNode.set(nodesOfUnits.subarray(0, units));
  return { kind: 'tree', reach, order: tableRow, tree, unitStart, unitNode, unitAt };
}
