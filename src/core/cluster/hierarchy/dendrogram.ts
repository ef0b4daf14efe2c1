import { leafOrder, sizeOf, type MergeTree } from './mergeTree.ts';

/** What a window draws of a hierarchy: brackets over leaves that stand at x = 0, 1, 2 … */
export interface Dendrogram {
  /** From left to right: the id of the point or cluster at each leaf, and its points. */
  readonly leafIds: Int32Array;
  readonly leafSizes: Int32Array;
  /** A bracket for each merge shown, the lowest first: from (leftX, leftHeight) up to height, across, and down to
   * (rightX, rightHeight). Cluster `firstId` + i ends in bracket i. */
  readonly leftX: Float64Array;
  readonly leftHeight: Float64Array;
  readonly rightX: Float64Array;
  readonly rightHeight: Float64Array;
  readonly height: Float64Array;
  readonly firstId: number;
}

/** Brackets of the last merges of a hierarchy, so that a tree of any size can be drawn.
 *
 * Method: clusters made before the last `merges` merges become leaves at their own height; a bracket stands in the middle of
 *         those below it. The left branch is the one of lower id, as SciPy's dendrogram has it.
 * Shape:  at most merges + 1 leaves.   Units: heights as in the tree.
 * Errors: none: as many merges as there are are shown.   Cost: O(n).
 * Checked against: SciPy 1.10.1's leaves_list, exactly, in the reference test. */
export function dendrogram(tree: MergeTree, merges: number): Dendrogram {
  const { count, left, right } = tree;
  const shown = Math.max(0, Math.min(merges, count - 1));
  const firstMerge = count - 1 - shown;
  const firstId = count + firstMerge;
  const { start } = leafOrder(tree);
  // What stands below the brackets: children that are no bracket themselves, by where their points begin.
  const below: number[] = [];
  for (let i = firstMerge; i < count - 1; i++) {
    if (left[i] < firstId) below.push(left[i]);
    if (right[i] < firstId) below.push(right[i]);
  }
  if (shown === 0) below.push(2 * count - 2);
  const leafIds = Int32Array.from(below.sort((a, b) => start[a] - start[b]));
  const x = new Map<number, number>();
  leafIds.forEach((id, i) => x.set(id, i));
  const drawn = {
    leafIds,
    leafSizes: leafIds.map((id) => sizeOf(tree, id)),
    leftX: new Float64Array(shown),
    leftHeight: new Float64Array(shown),
    rightX: new Float64Array(shown),
    rightHeight: new Float64Array(shown),
    height: tree.height.slice(firstMerge),
    firstId,
  };
  for (let i = 0; i < shown; i++) {
    const [a, b] = [left[firstMerge + i], right[firstMerge + i]];
    drawn.leftX[i] = x.get(a)!;
    drawn.rightX[i] = x.get(b)!;
    drawn.leftHeight[i] = heightOf(tree, a);
    drawn.rightHeight[i] = heightOf(tree, b);
    x.set(firstId + i, 0.5 * (drawn.leftX[i] + drawn.rightX[i]));
  }
  return drawn;
}

function heightOf({ count, height }: MergeTree, id: number): number {
  return id < count ? 0 : height[id - count];
}
