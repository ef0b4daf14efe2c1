import { selectByKey } from '../selectByKey.ts';
import { sharedFloat64, sharedInt32 } from '../sharedArrays.ts';

/** A k-d tree over points of any number of dimensions. Nodes are numbered in preorder, so the left child of `node` is
 * `node + 1`; a leaf has no right child (0). Every node has the tight box of its points. */
export interface KdTree {
  readonly dimensions: number;
  /** Coordinates by place, dimension by dimension of each point. */
  readonly points: Float64Array;
  /** Places nodeStart … nodeEnd - 1 are of the node. */
  readonly nodeStart: Int32Array;
  readonly nodeEnd: Int32Array;
  readonly nodeRight: Int32Array;
  /** Lowest, then highest coordinates of each node. */
  readonly boxes: Float64Array;
}

const LEAF_POINTS = 8;
const POLL_POINTS = 65_536;

/** Builds the tree of rows of columns, and the number in `rows` of the point at each place.
 *
 * Method: a node is split at the median of its widest dimension.
 * Cost: n log n; 16 bytes a coordinate while it works, 8 after. */
export function buildKdTree(
  columns: readonly Float64Array[],
  rows: Uint32Array,
  poll: () => void,
): { tree: KdTree; order: Int32Array } {
  const n = rows.length;
  const d = columns.length;
  const source = new Float64Array(n * d);
  for (let j = 0; j < d; j++) {
    const column = columns[j];
    for (let i = 0; i < n; i++) source[i * d + j] = column[rows[i]];
  }
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  const keys = new Float64Array(n);
  // A split leaf has more than LEAF_POINTS points, so leaves hold at least half as many.
  const maxNodes = Math.max(1, 2 * Math.ceil(n / (LEAF_POINTS / 2)));
  const nodeStart = new Int32Array(maxNodes);
  const nodeEnd = new Int32Array(maxNodes);
  const nodeRight = new Int32Array(maxNodes);
  const boxes = new Float64Array(maxNodes * 2 * d);
  let nodes = 0;
  const build = (start: number, end: number): number => {
    const node = nodes++;
    nodeStart[node] = start;
    nodeEnd[node] = end;
    boxOf(source, order, start, end, d, boxes, node * 2 * d);
    if (end - start <= LEAF_POINTS) return node;
    if (end - start > POLL_POINTS) poll();
    const widest = widestDimension(boxes, node * 2 * d, d);
    for (let i = start; i < end; i++) keys[i] = source[order[i] * d + widest];
    const middle = (start + end) >>> 1;
    selectByKey(keys, order, start, end - 1, middle);
    build(start, middle);
    nodeRight[node] = build(middle, end);
    return node;
  };
  build(0, n);
  const points = sharedFloat64(n * d);
  for (let at = 0; at < n; at++) {
    const from = order[at] * d;
    for (let j = 0; j < d; j++) points[at * d + j] = source[from + j];
  }
  const shared = (values: Int32Array): Int32Array => {
    const copy = sharedInt32(nodes);
    copy.set(values.subarray(0, nodes));
    return copy;
  };
  const sharedBoxes = sharedFloat64(nodes * 2 * d);
  sharedBoxes.set(boxes.subarray(0, nodes * 2 * d));
  const tree = {
    dimensions: d,
    points,
    nodeStart: shared(nodeStart),
    nodeEnd: shared(nodeEnd),
    nodeRight: shared(nodeRight),
    boxes: sharedBoxes,
  };
  return { tree, order };
}

function boxOf(
  source: Float64Array,
  order: Int32Array,
  start: number,
  end: number,
  d: number,
  boxes: Float64Array,
  box: number,
): void {
  boxes.fill(Infinity, box, box + d);
  boxes.fill(-Infinity, box + d, box + 2 * d);
  for (let i = start; i < end; i++) {
    const point = order[i] * d;
    for (let j = 0; j < d; j++) {
      const v = source[point + j];
      if (v < boxes[box + j]) boxes[box + j] = v;
      if (v > boxes[box + d + j]) boxes[box + d + j] = v;
    }
  }
}

function widestDimension(boxes: Float64Array, box: number, d: number): number {
  let widest = 0;
  let most = -Infinity;
  for (let j = 0; j < d; j++) {
    const width = boxes[box + d + j] - boxes[box + j];
    if (width > most) {
      most = width;
      widest = j;
    }
  }
  return widest;
}

/** The square of the distance from a point of `points` to the nearest place of a node's box, summed like a distance, so that
 * by rounding too no point of the node is nearer. */
export function nearestInBox(tree: KdTree, node: number, points: Float64Array, at: number): number {
  const { boxes, dimensions: d } = tree;
  const box = node * 2 * d;
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const v = points[at + j];
    const low = boxes[box + j];
    const high = boxes[box + d + j];
    const gap = v < low ? low - v : v > high ? v - high : 0;
    sum += gap * gap;
  }
  return sum;
}

/** As `nearestInBox`, to the farthest corner. */
export function farthestInBox(tree: KdTree, node: number, points: Float64Array, at: number): number {
  const { boxes, dimensions: d } = tree;
  const box = node * 2 * d;
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const v = points[at + j];
    const gap = Math.max(v - boxes[box + j], boxes[box + d + j] - v);
    sum += gap * gap;
  }
  return sum;
}

/** The square of a distance that no pair of points of two nodes (of one tree) is below. */
export function nearestOfBoxes(tree: KdTree, a: number, b: number): number {
  const { boxes, dimensions: d } = tree;
  const boxA = a * 2 * d;
  const boxB = b * 2 * d;
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const gap = Math.max(0, boxes[boxB + j] - boxes[boxA + d + j], boxes[boxA + j] - boxes[boxB + d + j]);
    sum += gap * gap;
  }
  return sum;
}

/** The square of a distance that no pair of points of two nodes is above; with a node twice, of its diagonal. */
export function farthestOfBoxes(tree: KdTree, a: number, b: number): number {
  const { boxes, dimensions: d } = tree;
  const boxA = a * 2 * d;
  const boxB = b * 2 * d;
  let sum = 0;
  for (let j = 0; j < d; j++) {
    const gap = Math.max(boxes[boxB + d + j] - boxes[boxA + j], boxes[boxA + d + j] - boxes[boxB + j]);
    sum += gap * gap;
  }
  return sum;
}

export function squaredDistance(points: Float64Array, a: number, b: number, dimensions: number): number {
  let sum = 0;
  for (let j = 0; j < dimensions; j++) {
    const gap = points[a + j] - points[b + j];
    sum += gap * gap;
  }
  return sum;
}
