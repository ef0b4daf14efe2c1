import { fillTerms, type Terms } from './terms.ts';
import type { RegressionTable } from './request.ts';

/** Rows that one partial result stands for, whatever the threads: partial results are merged in the order of the blocks. */
export const BLOCK_ROWS = 32_768;
/** The part of a row that is in none: a missing cell. */
export const NO_PART = 255;
const PIECE_BYTES = 2 ** 18;
const MAX_PIECE_ROWS = 2048;
const MIN_PIECE_ROWS = 64;

/** The rows of a table as a pass sees them. */
export interface RegressionRows extends RegressionTable {
  readonly terms: Terms;
  /** The part of each row (test, fold, training), NO_PART for rows with a missing cell; null where there is one part and
   * missing cells have still to be looked for. */
  readonly parts: Uint8Array | null;
  /** The group of rows that each part belongs to in this pass, -1 for none. */
  readonly groups: readonly number[];
  readonly groupCount: number;
}

/** Rows of one piece: so many that its columns stay in the cache. */
export function pieceRows(width: number): number {
  const rows = Math.floor(PIECE_BYTES / (8 * width) / 4) * 4;
  return Math.max(MIN_PIECE_ROWS, Math.min(MAX_PIECE_ROWS, rows));
}

/** Takes the piece's rows, which stand in `views`; `pick` has their numbers in the table (null: `first` and on). Answers
 * false where a value is not finite. */
export type PieceVisitor = (group: number, count: number, pick: Int32Array | null, first: number) => boolean;

/** Loads the rows `from` to `to` in pieces, each of one group, into `views` (terms, then y), and visits them in order.
 * Returns how many rows were left out because a cell is missing. With `trusting` a piece is first taken whole, and looked
 * through for missing cells only when the visitor finds that there are some. */
export function forEachPiece(
  rows: RegressionRows,
  from: number,
  to: number,
  views: () => readonly Float64Array[],
  visit: PieceVisitor,
  trusting: boolean,
): number {
  const size = pieceRows(rows.terms.parent.length + 1);
  const lists = Array.from({ length: rows.groupCount }, () => new Int32Array(size));
  const counts = new Int32Array(rows.groupCount);
  let skipped = 0;
  for (let first = from; first < to; first += size) {
    const count = Math.min(size, to - first);
    const whole = wholeGroup(rows, first, count, trusting);
    if (whole >= 0) {
      load(rows, views(), first, count, null);
      if (visit(whole, count, null, first)) continue;
    }
    counts.fill(0);
    skipped += sortRows(rows, first, count, lists, counts);
    for (let group = 0; group < rows.groupCount; group++) {
      if (counts[group] === 0) continue;
      load(rows, views(), first, counts[group], lists[group]);
      visit(group, counts[group], lists[group], first);
    }
  }
  return skipped;
}

/** The group that all rows of a piece belong to, or -1. */
function wholeGroup(
  { parts, groups }: RegressionRows,
  first: number,
  count: number,
  trusting: boolean,
): number {
  if (parts === null) return trusting ? 0 : -1;
  const part = parts[first];
  if (part === NO_PART) return -1;
  for (let row = first + 1; row < first + count; row++) if (parts[row] !== part) return -1;
  return groups[part];
}

/** Lists the piece's rows by group; returns how many have a missing cell. */
function sortRows(
  rows: RegressionRows,
  first: number,
  count: number,
  lists: readonly Int32Array[],
  counts: Int32Array,
): number {
  let skipped = 0;
  const { parts, groups } = rows;
  for (let row = first; row < first + count; row++) {
    if (parts === null ? !isComplete(rows, row) : parts[row] === NO_PART) {
      skipped++;
      continue;
    }
    const group = parts === null ? 0 : groups[parts[row]];
    if (group >= 0) lists[group][counts[group]++] = row;
  }
  return skipped;
}

/** Whether all cells of a row that the fit looks at are finite. */
function isComplete({ columns, y }: RegressionTable, row: number): boolean {
  const value = y[row];
  if (value - value !== 0) return false;
  for (let k = 0; k < columns.length; k++) {
    const cell = columns[k][row];
    if (cell - cell !== 0) return false;
  }
  return true;
}

function load(
  { columns, y, terms }: RegressionRows,
  views: readonly Float64Array[],
  first: number,
  count: number,
  pick: Int32Array | null,
): void {
  for (let k = 0; k <= columns.length; k++) {
    const source = k < columns.length ? columns[k] : y;
    const target = views[k < columns.length ? k : terms.parent.length];
    if (pick === null) target.set(source.subarray(first, first + count));
    else for (let i = 0; i < count; i++) target[i] = source[pick[i]];
  }
  fillTerms(terms, views, count);
}
