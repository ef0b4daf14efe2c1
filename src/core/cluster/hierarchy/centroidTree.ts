import type { Points, Tick } from '../points.ts';
import { createCentroidIndex } from './centroidIndex.ts';
import type { MergeTree } from './mergeTree.ts';

const TICK_MERGES = 512;

/** Hierarchies of centroid (UPGMC) and median (WPGMC) linkage: the two clusters whose centres are nearest are merged.
 *
 * Method: each cluster knows the nearest one of when it was made; the least of these is the next merge if that one is still
 *         there, else its nearest is searched again. Every pair was looked at when the later of the two was made, so no
 *         pair is nearer. Centres and their nearest come from a k-d tree that follows the merges, so that no matrix of
 *         squared distances is updated, and none of the digits are lost that Lance and Williams' differences cost.
 * Shape:  count points; count - 1 merges in the order in which they are made, as SciPy has them. A merged centre can be
 *         nearer to another one than its parts were to each other, so a merge can be lower than the one before it.
 * Units:  heights in that of the coordinates.
 * Errors: none.   Cost: about O(n log² n) in few dimensions, at worst O(n² dims); O(n dims) memory.
 * Source: Sokal, Michener 1958, A statistical method for evaluating systematic relationships; Gower 1967, A comparison of
 *         some methods of cluster analysis; Müllner 2011, Modern hierarchical, agglomerative clustering algorithms, 3.3.
 * Checked against: SciPy 1.10.1, relative 1e-9, in the reference test. */
export function centroidTree(points: Points, linkage: 'centroid' | 'median', tick: Tick): MergeTree {
  const { count } = points;
  const tree: MergeTree = {
    count,
    left: new Int32Array(count - 1),
    right: new Int32Array(count - 1),
    height: new Float64Array(count - 1),
    size: new Int32Array(count - 1),
  };
  const index = createCentroidIndex(points, linkage);
  // Of each slot: its cluster, the nearest slot and the cluster that was there, and in `least` how far that is.
  const id = new Int32Array(count).map((_, slot) => slot);
  const nearest = new Int32Array(count);
  const nearestId = new Int32Array(count);
  const least = createLeast(count);
  const search = (slot: number): void => {
    nearest[slot] = index.nearest(slot, -1);
    nearestId[slot] = id[nearest[slot]];
    least.set(slot, index.cost(slot, nearest[slot]));
  };
  for (let slot = 0; slot < count && count > 1; slot++) {
    if (slot % TICK_MERGES === 0) tick(0);
    search(slot);
  }
  for (let done = 0; done < count - 1; done++) {
    if (done % TICK_MERGES === TICK_MERGES - 1) tick(TICK_MERGES);
    let a = least.slot();
    while (id[nearest[a]] !== nearestId[a]) {
      search(a);
      a = least.slot();
    }
    const b = nearest[a];
    tree.left[done] = Math.min(id[a], id[b]);
    tree.right[done] = Math.max(id[a], id[b]);
    tree.height[done] = Math.sqrt(index.cost(a, b));
    const [gone, kept] = [Math.min(a, b), Math.max(a, b)];
    index.merge(gone, kept);
    tree.size[done] = index.size[kept];
    id[gone] = -1;
    id[kept] = count + done;
    least.set(gone, Infinity);
    if (done < count - 2) search(kept);
  }
  return tree;
}

/** Which of many changing numbers is the least, of equal ones the first: a tournament between neighbours, round by round. */
function createLeast(count: number): { set(slot: number, value: number): void; slot(): number } {
  let leaves = 1;
  while (leaves < count) leaves *= 2;
  const values = new Float64Array(leaves).fill(Infinity);
  const winner = new Int32Array(2 * leaves);
  for (let node = 2 * leaves - 1; node >= 1; node--)
    winner[node] = node < leaves ? winner[2 * node] : node - leaves;
  return {
    set(slot, value) {
      values[slot] = value;
      for (let node = (leaves + slot) >> 1; node >= 1; node >>= 1) {
        const [left, right] = [winner[2 * node], winner[2 * node + 1]];
        winner[node] = values[right] < values[left] ? right : left;
      }
    },
    slot: () => winner[1],
  };
}
