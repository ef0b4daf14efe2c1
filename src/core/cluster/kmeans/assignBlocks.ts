import type { Kernels } from '../../kernels/index.ts';
import { assignTiles } from './assignTiles.ts';
import { kmeansBlockRows, type KmeansData } from './kmeansData.ts';

/** Bytes of columns that are copied to the kernels at a time. */
const PIECE_BYTES = 2 ** 18;

/** What a step of k-means writes, in shared memory. */
export interface KmeansLabels {
  /** Of each usable row. */
  readonly labels: Int32Array;
  /** Of each tile: the label of all its rows, or -1 where they may differ. Empty without tiles. */
  readonly tileLabels: Int32Array;
  /** For each block and cluster: the number of rows, and the sum of each column. */
  readonly sums: Float64Array;
}

/** Called now and then with the number of blocks done since the last call; throws where the work is cancelled. */
export type PollBlocks = (blocks: number) => void;

/** Gives each row of blocks b0 … b1 - 1 its nearest centre and sums the rows of each, block by block; how many labels
 * changed. Scores are |c|² - 2 x·c, which order centres as distances do; of equal ones the first is taken. */
export function assignBlocks(
  kernels: Kernels,
  { columns, tiles }: KmeansData,
  centres: Float64Array,
  shared: KmeansLabels,
  b0: number,
  b1: number,
  poll: PollBlocks,
): number {
  if (tiles) return assignTiles(columns, tiles, centres, shared, b0, b1, poll);
  const { labels, sums } = shared;
  const d = columns.length;
  const clusters = centres.length / d;
  const record = d + 1;
  const blockRows = kmeansBlockRows(clusters);
  // A multiple of four, as the kernel goes.
  const pieceRows = Math.max(64, Math.floor(PIECE_BYTES / (8 * d) / 64) * 64);
  const mark = kernels.mark();
  const stride = pieceRows * 8;
  const pointer = kernels.allocate(stride * d);
  const table = kernels.allocate(clusters * record * 8);
  const labelsAt = kernels.allocate(pieceRows * 4);
  const sumsAt = kernels.allocate(clusters * record * 8);
  const { buffer } = kernels.memory;
  fillCentres(new Float64Array(buffer, table, clusters * record), centres, d);
  const columnsIn = columns.map((_, j) => new Float64Array(buffer, pointer + j * stride, pieceRows));
  const labelsIn = new Int32Array(buffer, labelsAt, pieceRows);
  const sumsIn = new Float64Array(buffer, sumsAt, clusters * record);
  let changed = 0;
  for (let block = b0; block < b1; block++) {
    const end = Math.min(labels.length, (block + 1) * blockRows);
    sumsIn.fill(0);
    for (let from = block * blockRows; from < end; from += pieceRows) {
      const to = Math.min(end, from + pieceRows);
      for (let j = 0; j < d; j++) columnsIn[j].set(columns[j].subarray(from, to));
      labelsIn.set(labels.subarray(from, to));
      changed += kernels.assign({
        pointer,
        stride,
        columns: d,
        count: to - from,
        centres: table,
        clusters,
        labels: labelsAt,
        sums: sumsAt,
      });
      labels.set(labelsIn.subarray(0, to - from), from);
    }
    sums.set(sumsIn, block * clusters * record);
    poll(1);
  }
  kernels.release(mark);
  return changed;
}

function fillCentres(table: Float64Array, centres: Float64Array, d: number): void {
  for (let k = 0; k < centres.length / d; k++) {
    let square = 0;
    for (let j = 0; j < d; j++) {
      const c = centres[k * d + j];
      square += c * c;
      table[k * (d + 1) + 1 + j] = -2 * c;
    }
    table[k * (d + 1)] = square;
  }
}

/** The sum of squared distances of rows to their centre, for each of blocks b0 … b1 - 1. */
export function blockInertias(
  { columns }: KmeansData,
  centres: Float64Array,
  labels: Int32Array,
  b0: number,
  b1: number,
): Float64Array {
  const d = columns.length;
  const blockRows = kmeansBlockRows(centres.length / d);
  const inertias = new Float64Array(b1 - b0);
  for (let block = b0; block < b1; block++) {
    const from = block * blockRows;
    const to = Math.min(labels.length, from + blockRows);
    let sum = 0;
    for (let j = 0; j < d; j++) {
      const column = columns[j];
      for (let i = from; i < to; i++) {
        const gap = column[i] - centres[labels[i] * d + j];
        sum += gap * gap;
      }
    }
    inertias[block - b0] = sum;
  }
  return inertias;
}

/** The rows farthest from the centre of their label, the farthest first, equal ones in order. */
export function farthestRows(
  { columns }: KmeansData,
  centres: Float64Array,
  labels: Int32Array,
  count: number,
): Uint32Array {
  const n = labels.length;
  const d = columns.length;
  const distances = new Float64Array(n);
  for (let j = 0; j < d; j++) {
    const column = columns[j];
    for (let i = 0; i < n; i++) {
      const gap = column[i] - centres[labels[i] * d + j];
      distances[i] += gap * gap;
    }
  }
  const least = distances.slice().sort()[n - count];
  const rows: number[] = [];
  for (let i = 0; i < n; i++) if (distances[i] >= least) rows.push(i);
  rows.sort((a, b) => distances[b] - distances[a] || a - b);
  return Uint32Array.from(rows.slice(0, count));
}
