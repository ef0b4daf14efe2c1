import { squaredDistance, squaredDistanceToBox, type KdTree } from '../kdTree.ts';
import type { Tick } from '../points.ts';

/** Edges between positions of a k-d tree. */
export interface SpanningTree {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly length: Float64Array;
}

const TICK_SEARCHES = 2048;

/** The minimum spanning tree of points under Euclidean or mutual reachability distance.
 *
 * Method: Borůvka rounds over a k-d tree. In a round each component finds its shortest edge to another component; a
 *         point keeps the neighbour (or the lower bound) that it found, which holds until the two are joined, and is
 *         searched again only where it could still beat its component. Nodes within one component are left out.
 * Shape:  count - 1 edges between positions of the tree, in no particular order; `core` holds a core distance for each
 *         position (mutual reachability is the largest of the distance and both core distances), or zeros.
 * Units:  lengths in that of the coordinates.
 * Errors: none. `tick` counts points that found their edge.   Cost: about n log² n in few dimensions; 40 bytes a point.
 * Source: March, Ram, Gray 2010, Fast Euclidean minimum spanning tree; McInnes, Healy 2017, Accelerated hierarchical
 *         density based clustering. Single-tree search here, with kept bounds.
 * Checked against: the naive tree's lengths, exactly, in the property test. */
export function spanningTree(tree: KdTree, core: Float64Array, tick: Tick): SpanningTree {
  const { count, dims, data, start, end, firstLeaf } = tree;
  const edges = {
    first: new Int32Array(count - 1),
    second: new Int32Array(count - 1),
    length: new Float64Array(count - 1),
  };
  const coreSquared = core.map((c) => c * c);
  const nodeCore = leastOfNodes(tree, coreSquared);
  const component = new Int32Array(count);
  for (let i = 0; i < count; i++) component[i] = i;
  const parent = component.slice();
  const nodeComponent = new Int32Array(end.length);
  // Of each point: its nearest point of another component, or -1, and the distance there or a bound below it.
  const neighbour = new Int32Array(count).fill(-1);
  const bound = new Float64Array(count);
  // Of each component, at the point that names it: its shortest edge.
  const best = new Float64Array(count);
  const bestFrom = new Int32Array(count);
  const stack = new Int32Array(128);
  const stackDistance = new Float64Array(128);
  let found = 0;
  let searches = 0;

  const search = (at: number): void => {
    const own = component[at];
    const ownCore = coreSquared[at];
    let limit = best[own];
    let nearest = -1;
    let depth = 0;
    stack[depth] = 0;
    stackDistance[depth++] = 0;
    while (depth > 0) {
      depth--;
      if (stackDistance[depth] >= limit) continue;
      let node = stack[depth];
      let open = nodeComponent[node] !== own;
      while (open && node < firstLeaf) {
        const left = 2 * node + 1;
        const right = left + 1;
        const toLeft =
          nodeComponent[left] === own
            ? Infinity
            : Math.max(squaredDistanceToBox(tree, at, left), nodeCore[left], ownCore);
        const toRight =
          nodeComponent[right] === own
            ? Infinity
            : Math.max(squaredDistanceToBox(tree, at, right), nodeCore[right], ownCore);
        const leftFirst = toLeft <= toRight;
        const further = leftFirst ? toRight : toLeft;
        if (further < limit) {
          stack[depth] = leftFirst ? right : left;
          stackDistance[depth++] = further;
        }
        node = leftFirst ? left : right;
        open = (leftFirst ? toLeft : toRight) < limit;
      }
      if (!open) continue;
      for (let i = start[node]; i < end[node]; i++) {
        if (component[i] === own) continue;
        const d = Math.max(squaredDistance(data, dims, at, i), coreSquared[i], ownCore);
        if (d < limit) {
          limit = d;
          nearest = i;
        }
      }
    }
    neighbour[at] = nearest;
    bound[at] = limit;
    if (nearest >= 0) {
      best[own] = limit;
      bestFrom[own] = at;
    }
  };

  while (found < count - 1) {
    markNodes(tree, component, nodeComponent);
    best.fill(Infinity);
    for (let at = 0; at < count; at++) {
      const own = component[at];
      if (neighbour[at] < 0 || bound[at] >= best[own]) continue;
      if (component[neighbour[at]] === own) neighbour[at] = -1;
      else {
        best[own] = bound[at];
        bestFrom[own] = at;
      }
    }
    for (let at = 0; at < count; at++) {
      if (bound[at] >= best[component[at]] || neighbour[at] >= 0) continue;
      search(at);
      if (++searches % TICK_SEARCHES === 0) tick(0);
    }
    const before = found;
    for (let name = 0; name < count; name++) {
      if (component[name] !== name) continue;
      const from = bestFrom[name];
      const a = rootOf(parent, from);
      const b = rootOf(parent, neighbour[from]);
      if (a === b) continue;
      parent[Math.max(a, b)] = Math.min(a, b);
      edges.first[found] = from;
      edges.second[found] = neighbour[from];
      edges.length[found++] = Math.sqrt(best[name]);
    }
    for (let i = 0; i < count; i++) component[i] = rootOf(parent, i);
    tick(found - before);
  }
  return edges;
}

function rootOf(parent: Int32Array, of: number): number {
  let at = of;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}

/** The least value of the points of each node. */
function leastOfNodes({ start, end, firstLeaf }: KdTree, values: Float64Array): Float64Array {
  const least = new Float64Array(end.length).fill(Infinity);
  for (let node = end.length - 1; node >= 0; node--) {
    if (node < firstLeaf) {
      least[node] = Math.min(least[2 * node + 1], least[2 * node + 2]);
      continue;
    }
    for (let i = start[node]; i < end[node]; i++) least[node] = Math.min(least[node], values[i]);
  }
  return least;
}

/** Writes for each node the component that all its points belong to, or -1. */
function markNodes({ start, end, firstLeaf }: KdTree, component: Int32Array, out: Int32Array): void {
  for (let node = end.length - 1; node >= 0; node--) {
    if (node < firstLeaf) {
      const left = out[2 * node + 1];
      out[node] = left === out[2 * node + 2] ? left : -1;
      continue;
    }
    const first = component[start[node]];
    let same = true;
    for (let i = start[node] + 1; i < end[node] && same; i++) same = component[i] === first;
    out[node] = same ? first : -1;
  }
}
