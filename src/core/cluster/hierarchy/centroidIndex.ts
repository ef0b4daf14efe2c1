import { buildKdTree, type KdTree } from '../kdTree.ts';
import type { Points } from '../points.ts';

/** What of two clusters is compared, and where their centre goes when they merge. */
type CentreLinkage = 'ward' | 'centroid' | 'median';

/** Clusters by their centres and sizes, each in the slot of one of its points. */
export interface CentroidIndex {
  /** Points in the cluster of a slot, 0 where it went into another one. */
  readonly size: Int32Array;
  /** The squared distance of the centres in two slots; for ward times a b / (a + b) with both sizes. */
  cost(a: number, b: number): number;
  /** The slot of least cost from `of`: `previous` unless another one is nearer, of equal ones (above 0) the lowest. */
  nearest(of: number, previous: number): number;
  /** Merges the cluster of one slot into that of another one. */
  merge(from: number, into: number): void;
}

/** So few clusters are as quickly searched in a tree that has thinned out. */
const REBUILD_ABOVE = 48;

/** An index of clusters by their centres: a k-d tree over them, whose leaves hold linked slots. The centre of a merged cluster is
 * the mean of its points, or for median the middle between the centres of both.
 *
 * A merged cluster stays in the leaf of the larger one, whose mean is nearer; boxes and least sizes are kept exact from the
 * leaf to the root, so a search prunes by the cost of a cluster of the least size at the nearest place of the box. The tree
 * is built anew when half its clusters are gone. */
export function createCentroidIndex({ data, count, dims }: Points, linkage: CentreLinkage): CentroidIndex {
  const weighted = linkage === 'ward';
  const halfway = linkage === 'median';
  const mean = data.slice();
  const size = new Int32Array(count).fill(1);
  const next = new Int32Array(count);
  const leafOf = new Int32Array(count);
  const stack = new Int32Array(256);
  const stackCost = new Float64Array(256);
  let alive = count;
  let tree: KdTree;
  let firstInLeaf: Int32Array;
  let leastSize: Float64Array;
  let rebuildAt = 0;

  const cost = (a: number, b: number): number => {
    let sum = 0;
    for (let j = 0, p = a * dims, q = b * dims; j < dims; j++, p++, q++) {
      const d = mean[p] - mean[q];
      sum += d * d;
    }
    if (!weighted) return sum;
    const [m, n] = [size[a], size[b]];
    return ((m * n) / (m + n)) * sum;
  };

  const costToBox = (of: number, node: number): number => {
    const { low, high } = tree;
    let sum = 0;
    for (let j = 0, p = of * dims, b = node * dims; j < dims; j++, p++, b++) {
      const below = low[b] - mean[p];
      const above = mean[p] - high[b];
      const d = below > 0 ? below : above > 0 ? above : 0;
      sum += d * d;
    }
    if (!weighted) return sum;
    const [m, n] = [size[of], leastSize[node]];
    return ((m * n) / (m + n)) * sum;
  };

  /** Box and least size of a leaf from its slots. */
  const boundLeaf = (leaf: number): void => {
    const { low, high, firstLeaf } = tree;
    const at = leaf * dims;
    low.fill(Infinity, at, at + dims);
    high.fill(-Infinity, at, at + dims);
    let least = Infinity;
    for (let slot = firstInLeaf[leaf - firstLeaf]; slot >= 0; slot = next[slot]) {
      if (size[slot] < least) least = size[slot];
      for (let j = 0; j < dims; j++) {
        const value = mean[slot * dims + j];
        if (value < low[at + j]) low[at + j] = value;
        if (value > high[at + j]) high[at + j] = value;
      }
    }
    leastSize[leaf] = least;
  };

  const boundInner = (node: number): void => {
    const { low, high } = tree;
    const [left, right] = [2 * node + 1, 2 * node + 2];
    leastSize[node] = Math.min(leastSize[left], leastSize[right]);
    for (let j = 0; j < dims; j++) {
      low[node * dims + j] = Math.min(low[left * dims + j], low[right * dims + j]);
      high[node * dims + j] = Math.max(high[left * dims + j], high[right * dims + j]);
    }
  };

  const boundUpwards = (leaf: number): void => {
    boundLeaf(leaf);
    for (let node = (leaf - 1) >> 1; node >= 0; node = (node - 1) >> 1) boundInner(node);
  };

  const rebuild = (): void => {
    const slots = new Int32Array(alive);
    const means = new Float64Array(alive * dims);
    for (let slot = 0, i = 0; slot < count; slot++) {
      if (size[slot] === 0) continue;
      slots[i] = slot;
      means.set(mean.subarray(slot * dims, (slot + 1) * dims), i++ * dims);
    }
    tree = buildKdTree({ data: means, count: alive, dims });
    firstInLeaf = new Int32Array(tree.firstLeaf + 1).fill(-1);
    leastSize = new Float64Array(tree.end.length);
    for (let leaf = tree.firstLeaf; leaf < tree.end.length; leaf++) {
      for (let i = tree.end[leaf] - 1; i >= tree.start[leaf]; i--) link(slots[tree.ids[i]], leaf);
      boundLeaf(leaf);
    }
    for (let node = tree.firstLeaf - 1; node >= 0; node--) boundInner(node);
    rebuildAt = alive >> 1;
  };

  const link = (slot: number, leaf: number): void => {
    next[slot] = firstInLeaf[leaf - tree.firstLeaf];
    firstInLeaf[leaf - tree.firstLeaf] = slot;
    leafOf[slot] = leaf;
  };

  const unlink = (slot: number): void => {
    const leaf = leafOf[slot] - tree.firstLeaf;
    if (firstInLeaf[leaf] === slot) {
      firstInLeaf[leaf] = next[slot];
      return;
    }
    let before = firstInLeaf[leaf];
    while (next[before] !== slot) before = next[before];
    next[before] = next[slot];
  };

  rebuild();

  return {
    size,
    cost,
    nearest(of, previous) {
      let best = previous;
      let least = previous < 0 ? Infinity : cost(of, previous);
      const tied = least;
      let depth = 0;
      stack[depth] = 0;
      stackCost[depth++] = 0;
      while (depth > 0) {
        depth--;
        // Among clusters at no distance any one will do, and there may be very many.
        if (stackCost[depth] > least || least === 0) continue;
        let node = stack[depth];
        while (node < tree.firstLeaf) {
          const [left, right] = [2 * node + 1, 2 * node + 2];
          if (leastSize[left] === Infinity || leastSize[right] === Infinity) {
            node = leastSize[left] === Infinity ? right : left;
            continue;
          }
          const toLeft = costToBox(of, left);
          const toRight = costToBox(of, right);
          stack[depth] = toLeft <= toRight ? right : left;
          stackCost[depth++] = Math.max(toLeft, toRight);
          node = toLeft <= toRight ? left : right;
        }
        for (let slot = firstInLeaf[node - tree.firstLeaf]; slot >= 0; slot = next[slot]) {
          if (slot === of) continue;
          const c = cost(of, slot);
          if (c < least || (c === least && (best < 0 || (slot < best && c < tied)))) {
            least = c;
            best = slot;
          }
        }
      }
      return best;
    },
    merge(from, into) {
      const [m, n] = [size[from], size[into]];
      for (let j = 0; j < dims; j++) {
        const p = into * dims + j;
        const other = mean[from * dims + j];
        mean[p] = halfway ? 0.5 * (other + mean[p]) : (m * other + n * mean[p]) / (m + n);
      }
      size[into] = m + n;
      size[from] = 0;
      alive--;
      if (alive <= rebuildAt && alive > REBUILD_ABOVE) return rebuild();
      const [light, heavy] = m > n ? [leafOf[into], leafOf[from]] : [leafOf[from], leafOf[into]];
      unlink(from);
      unlink(into);
      link(into, heavy);
      boundUpwards(heavy);
      if (light !== heavy) boundUpwards(light);
    },
  };
}
