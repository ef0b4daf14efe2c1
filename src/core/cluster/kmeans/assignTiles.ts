import type { KmeansLabels, PollBlocks } from './assignBlocks.ts';
import { kmeansBlockRows } from './kmeansData.ts';
import { TILE_ROWS, type Tiles } from './tiles.ts';

/** A centre in a table: |c|² and -2 c, filled up with zeros to three columns. */
const ENTRY = 4;
/** Far more than the rounding of a difference of scores, relative to the sizes of their terms. */
const ROUNDING = 1e-13;

/** What a tile leaves of the centres. */
interface Candidates {
  /** All centres. */
  readonly table: Float64Array;
  /** Score of each centre in the middle of the tile. */
  readonly scores: Float64Array;
  /** Size of the terms of any score in the tile, of each centre. */
  readonly sizes: Float64Array;
  /** Numbers of the centres that are left, ascending. */
  readonly numbers: Int32Array;
  /** Their entries of the table, and the number and sums of the points that fall to each. */
  readonly entries: Float64Array;
  readonly sums: Float64Array;
}

/** Does what assignBlocks does, for points in tiles of up to three columns: the same labels, sooner.
 *
 * Method: a score is linear, so the difference of two over the box of a tile is least at a corner: where even there a centre
 *         is worse than the one nearest to the middle, by more than rounding, it is out for the whole tile. A tile that is left
 *         with one centre gets its label and adds its sums; else its points are compared to those left.
 * Cost: k a tile, and a few centres for each point of a tile between clusters.
 * Source: Kanungo, Mount, Netanyahu, Piatko, Silverman and Wu 2002, IEEE TPAMI 24, 881, section 2; tiles in place of a tree. */
export function assignTiles(
  columns: readonly Float64Array[],
  tiles: Tiles,
  centres: Float64Array,
  shared: KmeansLabels,
  b0: number,
  b1: number,
  poll: PollBlocks,
): number {
  const { labels, tileLabels } = shared;
  const d = columns.length;
  const clusters = centres.length / d;
  const record = d + 1;
  const blockRows = kmeansBlockRows(clusters);
  const candidates = candidatesOf(centres, d);
  const { numbers } = candidates;
  let changed = 0;
  for (let block = b0; block < b1; block++) {
    const sums = shared.sums.subarray(block * clusters * record, (block + 1) * clusters * record);
    sums.fill(0);
    const end = Math.min(labels.length, (block + 1) * blockRows);
    for (let from = block * blockRows; from < end; from += TILE_ROWS) {
      const to = Math.min(end, from + TILE_ROWS);
      const tile = from / TILE_ROWS;
      const left = keepNear(candidates, tiles, tile, d);
      if (left > 1) {
        changed += assignPoints(columns, candidates, left, labels, from, to);
        addSums(sums, candidates, left, d);
        tileLabels[tile] = -1;
        continue;
      }
      const label = numbers[0];
      const at = label * record;
      sums[at] += to - from;
      for (let j = 0; j < d; j++) sums[at + 1 + j] += tiles[(3 * tile + 2) * d + j];
      if (tileLabels[tile] === label) continue;
      for (let i = from; i < to; i++) if (labels[i] !== label) changed++;
      labels.fill(label, from, to);
      tileLabels[tile] = label;
    }
    poll(1);
  }
  return changed;
}

function candidatesOf(centres: Float64Array, d: number): Candidates {
  const clusters = centres.length / d;
  const table = new Float64Array(clusters * ENTRY);
  for (let k = 0; k < clusters; k++) {
    let square = 0;
    for (let j = 0; j < d; j++) {
      const c = centres[k * d + j];
      square += c * c;
      table[k * ENTRY + 1 + j] = -2 * c;
    }
    table[k * ENTRY] = square;
  }
  return {
    table,
    scores: new Float64Array(clusters),
    sizes: new Float64Array(clusters),
    numbers: new Int32Array(clusters),
    entries: new Float64Array(clusters * ENTRY),
    sums: new Float64Array(clusters * ENTRY),
  };
}

/** Finds the centres that may be nearest to some point of a tile; their count. Comparisons with NaN keep a centre. */
function keepNear(candidates: Candidates, tiles: Tiles, tile: number, d: number): number {
  const { table, scores, sizes, numbers } = candidates;
  const clusters = scores.length;
  const at = tile * 3 * d;
  const lowX = tiles[at];
  const highX = tiles[at + d];
  const lowY = d > 1 ? tiles[at + 1] : 0;
  const highY = d > 1 ? tiles[at + 1 + d] : 0;
  const lowZ = d > 2 ? tiles[at + 2] : 0;
  const highZ = d > 2 ? tiles[at + 2 + d] : 0;
  const x = (lowX + highX) / 2;
  const y = (lowY + highY) / 2;
  const z = (lowZ + highZ) / 2;
  const halfX = (highX - lowX) / 2;
  const halfY = (highY - lowY) / 2;
  const halfZ = (highZ - lowZ) / 2;
  const mostX = Math.max(-lowX, highX);
  const mostY = Math.max(-lowY, highY);
  const mostZ = Math.max(-lowZ, highZ);
  let best = Infinity;
  let nearest = 0;
  for (let k = 0, entry = 0; k < clusters; k++, entry += ENTRY) {
    const square = table[entry];
    const tx = table[entry + 1];
    const ty = table[entry + 2];
    const tz = table[entry + 3];
    const score = square + x * tx + y * ty + z * tz;
    scores[k] = score;
    sizes[k] = square + mostX * Math.abs(tx) + mostY * Math.abs(ty) + mostZ * Math.abs(tz);
    if (score < best) {
      best = score;
      nearest = k;
    }
  }
  const own = nearest * ENTRY;
  const ownX = table[own + 1];
  const ownY = table[own + 2];
  const ownZ = table[own + 3];
  const ownSize = sizes[nearest];
  let left = 0;
  for (let k = 0, entry = 0; k < clusters; k++, entry += ENTRY) {
    const reach =
      halfX * Math.abs(table[entry + 1] - ownX) +
      halfY * Math.abs(table[entry + 2] - ownY) +
      halfZ * Math.abs(table[entry + 3] - ownZ);
    if (scores[k] - best > reach + ROUNDING * (sizes[k] + ownSize)) continue;
    numbers[left++] = k;
  }
  return left;
}

/** Labels the points of a tile among the candidates left, and sums those of each; how many labels changed. */
function assignPoints(
  columns: readonly Float64Array[],
  { table, numbers, entries, sums }: Candidates,
  left: number,
  labels: Int32Array,
  from: number,
  to: number,
): number {
  // Columns that are not there count as 0, and any number will do for them.
  const xs = columns[0];
  const ys = columns[1] ?? xs;
  const zs = columns[2] ?? xs;
  const end = left * ENTRY;
  for (let c = 0; c < end; c++) entries[c] = table[numbers[c >> 2] * ENTRY + (c & 3)];
  sums.fill(0, 0, end);
  let changed = 0;
  for (let i = from; i < to; i++) {
    const x = xs[i];
    const y = ys[i];
    const z = zs[i];
    let best = Infinity;
    let nearest = 0;
    for (let c = 0; c < end; c += ENTRY) {
      const score = entries[c] + x * entries[c + 1] + y * entries[c + 2] + z * entries[c + 3];
      if (score < best) {
        best = score;
        nearest = c;
      }
    }
    const label = numbers[nearest >> 2];
    if (labels[i] !== label) {
      labels[i] = label;
      changed++;
    }
    sums[nearest] += 1;
    sums[nearest + 1] += x;
    sums[nearest + 2] += y;
    sums[nearest + 3] += z;
  }
  return changed;
}

function addSums(block: Float64Array, { numbers, sums }: Candidates, left: number, d: number): void {
  for (let c = 0; c < left; c++)
    for (let j = 0; j <= d; j++) block[numbers[c] * (d + 1) + j] += sums[c * ENTRY + j];
}
