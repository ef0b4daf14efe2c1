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

/** The same for the rows of a selection only. */
export function countSelected(counts: Uint32Array, cells: Int32Array, words: Uint32Array): void {
  counts.fill(0);
  forSelected(words, cells.length, (row) => {
    if (cells[row]! >= 0) counts[cells[row]!]! += 1;
  });
}

/** Calls back with every selected row below `rows`, in order. */
export function forSelected(words: Uint32Array, rows: number, each: (row: number) => void): void {
  const last = Math.min(words.length, (rows + 31) >>> 5);
  for (let word = 0; word < last; word++) {
    let bits = words[word]!;
    while (bits !== 0) {
      const row = (word << 5) + 31 - Math.clz32(bits & -bits);
      if (row < rows) each(row);
      bits &= bits - 1;
    }
  }
}

export function isSelected(words: Uint32Array, row: number): boolean {
  return ((words[row >> 5]! >>> (row & 31)) & 1) === 1;
}
