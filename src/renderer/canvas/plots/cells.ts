import { MISSING, type RowBits } from './plotTypes.ts';
import type { PixelMap } from './plotView.ts';
import { selectedRows } from './selectedRows.ts';

/** A grid of square cells over the area of a plot, row 0 on top. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/** The place of a row that is not drawn (missing, infinite, or outside): the one after the last cell. */
export function nowhere({ columns, rows }: CellGrid): number {
  return columns * rows;
}

/** Writes the cell of every row (row * columns + column, or nowhere) and answers how many have one. The maps give
 * places in units of a cell. */
export function cellsInto(
  cells: Int32Array,
  x: Float64Array,
  y: Float64Array,
  xMap: PixelMap,
  yMap: PixelMap,
  grid: CellGrid,
  labels: Int32Array | null,
): number {
  const { columns, rows } = grid;
  const { scale: xScale, offset: xOffset } = xMap;
  const { scale: yScale, offset: yOffset } = yMap;
  const outside = nowhere(grid);
  let count = 0;
  for (let i = 0; i < cells.length; i++) {
    const left = xScale * x[i]! + xOffset;
    const top = yScale * y[i]! + yOffset;
    // What is drawn last lies on the edge itself; NaN fails every comparison.
    if (
      left >= 0 &&
      left <= columns &&
      top >= 0 &&
      top <= rows &&
      (labels === null || labels[i]! > MISSING)
    ) {
      const column = left < columns ? left | 0 : columns - 1;
      const row = top < rows ? top | 0 : rows - 1;
      cells[i] = row * columns + column;
      count += 1;
    } else cells[i] = outside;
  }
  return count;
}

/** Counts the rows in every place. The last place is nowhere: its count is 0. */
export function countPlaces(counts: Uint32Array, placeOfRow: Int32Array): void {
  counts.fill(0);
  for (let i = 0; i < placeOfRow.length; i++) counts[placeOfRow[i]!]! += 1;
  counts[counts.length - 1] = 0;
}

/** Where there are fewer places, neighbours often fall in the same. */
const FEW_PLACES = 1024;

/** Rows that are counted in one call: a function that was called some times is compiled well, a long loop not before its end. */
const PORTION = 256;

/** Counts rows `from` to `to` - 1 of a list, four at a time. */
function countPortion(
  counts: Uint32Array,
  apart: Uint32Array,
  placeOfRow: Int32Array | Uint16Array,
  rows: Uint32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i += 4) {
    // All four are looked up before one is counted, so that the processor waits for them together.
    const a = placeOfRow[rows[i]!]!;
    const b = placeOfRow[rows[i + 1]!]!;
    const c = placeOfRow[rows[i + 2]!]!;
    const d = placeOfRow[rows[i + 3]!]!;
    counts[a]! += 1;
    apart[b]! += 1;
    counts[c]! += 1;
    apart[d]! += 1;
  }
}

/** The same for the selected rows; `all` has the counts of all. */
export function countSelected(
  counts: Uint32Array,
  placeOfRow: Int32Array | Uint16Array,
  selection: RowBits,
  all: Uint32Array,
): void {
  const { rows, areOthers } = selectedRows(selection, placeOfRow.length);
  counts.fill(0);
  // Every other row is counted apart then: a count that was just written is slow to read again.
  const apart = counts.length <= FEW_PLACES ? new Uint32Array(counts.length) : counts;
  const whole = rows.length & ~3;
  for (let i = 0; i < whole; i += PORTION)
    countPortion(counts, apart, placeOfRow, rows, i, Math.min(i + PORTION, whole));
  for (let i = whole; i < rows.length; i++) counts[placeOfRow[rows[i]!]!]! += 1;
  if (apart !== counts) for (let i = 0; i < counts.length; i++) counts[i]! += apart[i]!;
  if (areOthers) for (let i = 0; i < counts.length; i++) counts[i] = all[i]! - counts[i]!;
  counts[counts.length - 1] = 0;
}

export function isSelected(words: Uint32Array, row: number): boolean {
  return ((words[row >> 5]! >>> (row & 31)) & 1) === 1;
}
