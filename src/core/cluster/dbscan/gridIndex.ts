import { sharedFloat64, sharedInt32, sharedUint32 } from '../sharedArrays.ts';
import type { GridPlan } from './gridPlan.ts';
import { radixOrder, type KeyWord } from './radixOrder.ts';

/** Points of a plane ordered by square cells of side eps / sqrt(2); the occupied cells are the units. */
export interface GridIndex {
  readonly kind: 'grid';
  /** The square of eps, as a double. */
  readonly reach: number;
  /** The row of the table at each place: by cell, then ascending. */
  readonly order: Uint32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** First place of each cell, and the end. Cells go by row of cells, then column. */
  readonly unitStart: Int32Array;
  /** Column number of each cell. */
  readonly cellX: Float64Array;
  /** First cell of each occupied row of cells, and the end; and the number of that row. */
  readonly rowStart: Int32Array;
  readonly rowY: Float64Array;
}

/** Cell numbers, as they are sorted by: two words each. */
const WORD = 2 ** 22;

/** Orders points of one or two columns by cell.
 *
 * Cost: linear in the points, whatever the number of cells the range of the data would hold; 28 bytes a point, and
 *       16 for each occupied cell, stay. */
export function buildGrid(columns: readonly Float64Array[], rows: Uint32Array, plan: GridPlan): GridIndex {
  const n = rows.length;
  const [columnX] = columns;
  const columnY = columns[1] ?? new Float64Array(columnX.length);
  const sorted = radixOrder(cellWords(columnX, columnY, rows, plan), n);
  const order = sharedUint32(n);
  const xs = sharedFloat64(n);
  const ys = sharedFloat64(n);
  // A loop of its own: with nothing to guess, many fetches are under way at once.
  for (let at = 0; at < n; at++) {
    const row = rows[sorted[at]];
    order[at] = row;
    xs[at] = columnX[row];
    ys[at] = columnY[row];
  }
  return { kind: 'grid', reach: plan.reach, order, xs, ys, ...cellsOf(xs, ys, plan) };
}

/** Where the occupied cells and rows of cells begin, of points that are ordered by cell. */
function cellsOf(
  xs: Float64Array,
  ys: Float64Array,
  { scale, firstX, firstY }: GridPlan,
): Pick<GridIndex, 'unitStart' | 'cellX' | 'rowStart' | 'rowY'> {
  const n = xs.length;
  const starts = new Int32Array(n + 1);
  let cells = 0;
  let cellRows = 0;
  let lastX = NaN;
  let lastY = NaN;
  for (let at = 0; at < n; at++) {
    const cx = Math.floor(xs[at] * scale);
    const cy = Math.floor(ys[at] * scale);
    starts[cells] = at;
    cells += cx !== lastX || cy !== lastY ? 1 : 0;
    cellRows += cy !== lastY ? 1 : 0;
    lastX = cx;
    lastY = cy;
  }
  const unitStart = sharedInt32(cells + 1);
  const cellX = sharedFloat64(cells);
  const rowStart = sharedInt32(cellRows + 1);
  const rowY = sharedFloat64(cellRows);
  unitStart.set(starts.subarray(0, cells));
  unitStart[cells] = n;
  cellRows = 0;
  lastY = NaN;
  for (let cell = 0; cell < cells; cell++) {
    const at = unitStart[cell];
    cellX[cell] = Math.floor(xs[at] * scale) - firstX;
    const cy = Math.floor(ys[at] * scale) - firstY;
    if (cy === lastY) continue;
    rowStart[cellRows] = cell;
    rowY[cellRows++] = cy;
    lastY = cy;
  }
  rowStart[cellRows] = cells;
  return { unitStart, cellX, rowStart, rowY };
}

/** What to sort by: the number of the cell where it fits 32 bits, else its column and its row in two words each. */
function cellWords(
  columnX: Float64Array,
  columnY: Float64Array,
  rows: Uint32Array,
  { scale, firstX, firstY, width, height }: GridPlan,
): KeyWord[] {
  const n = rows.length;
  if (width * height <= 2 ** 32) {
    const values = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const row = rows[i];
      values[i] =
        (Math.floor(columnY[row] * scale) - firstY) * width + (Math.floor(columnX[row] * scale) - firstX);
    }
    return [{ values, bits: bitsFor(width * height) }];
  }
  return [...halves(columnX, rows, scale, firstX, width), ...halves(columnY, rows, scale, firstY, height)];
}

function halves(
  column: Float64Array,
  rows: Uint32Array,
  scale: number,
  first: number,
  count: number,
): KeyWord[] {
  const low = new Uint32Array(rows.length);
  const high = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const cell = Math.floor(column[rows[i]] * scale) - first;
    high[i] = Math.floor(cell / WORD);
    low[i] = cell - high[i] * WORD;
  }
  return [
    { values: low, bits: bitsFor(Math.min(count, WORD)) },
    { values: high, bits: bitsFor(Math.ceil(count / WORD)) },
  ];
}

/** Bits that hold the numbers 0 … count - 1. */
function bitsFor(count: number): number {
  let bits = 0;
  for (let held = 1; held < count; held *= 2) bits++;
  return bits;
}
