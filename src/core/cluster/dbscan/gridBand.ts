import { twoColumns, type GridPlan } from './gridPlan.ts';
import type { GridRoom } from './gridRoom.ts';
import { radixOrder, type KeyWord } from './radixOrder.ts';

/** Cell numbers, as they are sorted by: two words each. */
const WORD = 2 ** 22;

/** Orders the points of one band of a plan by cell, in their place in the room, and finds their cells; bands may be built at
 * once. How many cells and occupied rows of cells there are goes to `counts`.
 *
 * Method: radix sort in arrays of the room that are not in use yet.
 * Cost: linear in the points, whatever the number of cells the range of the data would hold. */
export function buildBand(
  columns: readonly Float64Array[],
  plan: GridPlan,
  band: number,
  room: GridRoom,
  counts: Int32Array,
): void {
  const [columnX, columnY] = twoColumns(columns);
  const start = plan.bandPoints[band];
  const end = plan.bandPoints[band + 1];
  const slice = ({ buffer, byteOffset }: Int32Array | Uint32Array): Uint32Array =>
    new Uint32Array(buffer, byteOffset + 4 * start, end - start);
  const rows = slice(room.order);
  const low = plan.bands[band];
  rowsOfBand(columnX, columnY, plan, low, plan.bands[band + 1], rows);
  const scratch = [rows, slice(room.firstCore), slice(room.parent), slice(room.unitLabel)] as const;
  const sorted = radixOrder(cellWords(columnX, columnY, plan, low, plan.bands[band + 1]), scratch);
  const { xs, ys } = room;
  // A loop of its own: with nothing to guess, many fetches are under way at once.
  for (let i = 0; i < sorted.length; i++) {
    const row = sorted[i];
    rows[i] = row;
    xs[start + i] = columnX[row];
    ys[start + i] = columnY[row];
  }
  const [cells, cellRows] = cellsOf(plan, room, start, end);
  counts[2 * band] = cells;
  counts[2 * band + 1] = cellRows;
}

/** The usable rows whose points lie in rows of cells low … high - 1. */
function rowsOfBand(
  columnX: Float64Array,
  columnY: Float64Array,
  { scale, firstY }: GridPlan,
  low: number,
  high: number,
  rows: Uint32Array,
): void {
  let count = 0;
  for (let i = 0; i < columnX.length; i++) {
    const x = columnX[i];
    const y = columnY[i];
    const cell = Math.floor(y * scale) - firstY;
    // A number less itself is 0 where it is finite. What is written beyond the end is dropped.
    rows[count] = i;
    count += Number(cell >= low) & Number(cell < high) & Number(x - x + (y - y) === 0);
  }
}

/** Where the occupied cells and rows of cells of ordered points begin, from place `start` of the room on. */
function cellsOf(
  { scale, firstX, firstY }: GridPlan,
  { xs, ys, unitStart, cellX, rowStart, rowY }: GridRoom,
  start: number,
  end: number,
): [cells: number, cellRows: number] {
  let cell = start - 1;
  let cellRow = start - 1;
  let lastX = NaN;
  let lastY = NaN;
  for (let at = start; at < end; at++) {
    const cx = Math.floor(xs[at] * scale);
    const cy = Math.floor(ys[at] * scale);
    if (cx === lastX && cy === lastY) continue;
    cell++;
    unitStart[cell] = at;
    cellX[cell] = cx - firstX;
    lastX = cx;
    if (cy === lastY) continue;
    cellRow++;
    rowStart[cellRow] = cell - start;
    rowY[cellRow] = cy - firstY;
    lastY = cy;
  }
  return [cell + 1 - start, cellRow + 1 - start];
}

/** What to sort by: the number of the cell where it fits 32 bits, else its column and its row in two words each. */
function cellWords(
  columnX: Float64Array,
  columnY: Float64Array,
  { scale, firstX, firstY, width }: GridPlan,
  low: number,
  high: number,
): KeyWord[] {
  const bandY = firstY + low;
  const cells = width * (high - low);
  if (cells > 2 ** 32)
    return [...halves(columnX, scale, firstX, width), ...halves(columnY, scale, bandY, high - low)];
  const fill = (rows: Uint32Array, keys: Uint32Array): void => {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const y = Math.floor(columnY[row] * scale) - bandY;
      keys[i] = y * width + (Math.floor(columnX[row] * scale) - firstX);
    }
  };
  return [{ fill, bits: bitsFor(cells) }];
}

function halves(column: Float64Array, scale: number, first: number, count: number): KeyWord[] {
  const high = (row: number): number => Math.floor((Math.floor(column[row] * scale) - first) / WORD);
  return [
    {
      fill: (rows, keys) => {
        for (let i = 0; i < rows.length; i++)
          keys[i] = Math.floor(column[rows[i]] * scale) - first - high(rows[i]) * WORD;
      },
      bits: bitsFor(Math.min(count, WORD)),
    },
    {
      fill: (rows, keys) => {
        for (let i = 0; i < rows.length; i++) keys[i] = high(rows[i]);
      },
      bits: bitsFor(Math.ceil(count / WORD)),
    },
  ];
}

/** Bits that hold the numbers 0 … count - 1. */
function bitsFor(count: number): number {
  let bits = 0;
  for (let held = 1; held < count; held *= 2) bits++;
  return bits;
}
