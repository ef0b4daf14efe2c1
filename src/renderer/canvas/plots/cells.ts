import { MISSING } from './plotTypes.ts';
import type { PixelMap } from './plotView.ts';

/** A grid of square cells over the area of a plot, row 0 on top. */
export interface CellGrid {
  readonly columns: number;
  readonly rows: number;
}

/** Cell of a row that is not drawn: missing, infinite, or outside. */
export const NO_CELL = -1;

/** Writes the cell of every row (row * columns + column, or NO_CELL) and answers how many have one. The maps give
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
    } else cells[i] = NO_CELL;
  }
  return count;
}

/** Adds every row to the count of its cell. */
export function countCells(counts: Uint32Array, cells: Int32Array): void {
  counts.fill(0);
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) counts[cells[i]!]! += 1;
}

/** Grids of more places than this have few neighbours that fall in one. */
const CROWDED_PLACES = 65_536;

/** Counts the places of the selected rows; those that are no place of `counts`, such as NO_CELL, are left out. */
export function countSelected(
  counts: Uint32Array,
  placeOfRow: Int32Array | Uint16Array,
  words: Uint32Array,
): void {
  counts.fill(0);
  const { length } = counts;
  // Every other row is counted apart: a count that was just written is slow to read again.
  const others = length <= CROWDED_PLACES ? new Uint32Array(length) : counts;
  const rows = placeOfRow.length;
  const last = Math.min(words.length, (rows + 31) >>> 5);
  for (let word = 0; word < last; word++) {
    let bits = words[word]!;
    if (word === rows >>> 5) bits &= (1 << (rows & 31)) - 1;
    while (bits !== 0) {
      const place = placeOfRow[(word << 5) + 31 - Math.clz32(bits & -bits)]! >>> 0;
      if (place < length) counts[place]! += 1;
      bits &= bits - 1;
      if (bits === 0) break;
      const next = placeOfRow[(word << 5) + 31 - Math.clz32(bits & -bits)]! >>> 0;
      if (next < length) others[next]! += 1;
      bits &= bits - 1;
    }
  }
  if (others !== counts) for (let i = 0; i < length; i++) counts[i]! += others[i]!;
}

export function isSelected(words: Uint32Array, row: number): boolean {
  return ((words[row >> 5]! >>> (row & 31)) & 1) === 1;
}
