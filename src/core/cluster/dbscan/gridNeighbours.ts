import { TABLE_BORDER } from './cellTable.ts';
import type { GridIndex } from './gridIndex.ts';

/** Rows of cells above and below, and columns beside, that may hold points within eps. */
const CELL_REACH = 2;
const ROWS = 2 * CELL_REACH + 1;

/** The occupied cells near a cell: in each of five rows of cells, a stretch of them. */
interface GridNeighbours {
  /** Slot k: cells lo[k] … hi[k] - 1 of the row k - 2 rows away; none where lo equals hi. */
  readonly lo: Int32Array;
  readonly hi: Int32Array;
  /** The stretch without the cells two columns to the left, lo, and to the right, hi. */
  readonly innerLo: Int32Array;
  readonly innerHi: Int32Array;
  /** How many rows away the stretch is, upwards negative. */
  readonly dy: Float64Array;
  /** Moves on to a cell; cells must come in ascending order. */
  moveTo(cell: number): void;
}

/** The stretches of slots first … last. */
export function createGridNeighbours(
  grid: GridIndex,
  first = 0,
  last: number = 2 * CELL_REACH,
): GridNeighbours {
  return grid.table ? lookedUp(grid, grid.table, first, last) : sliding(grid, first, last);
}

function lookedUp(
  { cellX, rowStart, rowY, stride }: GridIndex,
  table: Int32Array,
  first: number,
  last: number,
): GridNeighbours {
  const lo = new Int32Array(ROWS);
  const hi = new Int32Array(ROWS);
  const innerLo = new Int32Array(ROWS);
  const innerHi = new Int32Array(ROWS);
  const dy = Float64Array.from({ length: ROWS }, (_, k) => k - CELL_REACH);
  let row = 0;
  return {
    lo,
    hi,
    innerLo,
    innerHi,
    dy,
    moveTo(cell) {
      while (rowStart[row + 1] <= cell) row++;
      let place = (rowY[row] + TABLE_BORDER - CELL_REACH + first) * stride + TABLE_BORDER + cellX[cell];
      for (let k = first; k <= last; k++) {
        lo[k] = table[place - 2];
        innerLo[k] = table[place - 1];
        innerHi[k] = table[place + 2];
        hi[k] = table[place + 3];
        place += stride;
      }
    },
  };
}

/** Stretches that slide along as cells are visited in order, so that nothing is looked up; only those of slots
 * first … last are kept up to date. */
function sliding({ cellX, rowStart, rowY }: GridIndex, first: number, last: number): GridNeighbours {
  const lo = new Int32Array(ROWS);
  const hi = new Int32Array(ROWS);
  const innerLo = new Int32Array(ROWS);
  const innerHi = new Int32Array(ROWS);
  const limit = new Int32Array(ROWS);
  const dy = new Float64Array(ROWS);
  let row = -1;
  const enterRow = (cell: number): void => {
    do row++;
    while (rowStart[row + 1] <= cell);
    // Occupied rows may be far apart, and then only a few of them are near.
    lo.fill(0);
    hi.fill(0);
    innerLo.fill(0);
    innerHi.fill(0);
    limit.fill(0);
    for (let k = -CELL_REACH; k <= CELL_REACH; k++) {
      const other = row + k;
      if (other < 0 || other >= rowY.length) continue;
      const away = rowY[other] - rowY[row];
      if (Math.abs(away) > CELL_REACH) continue;
      const slot = away + CELL_REACH;
      dy[slot] = away;
      lo[slot] = rowStart[other];
      hi[slot] = rowStart[other];
      limit[slot] = rowStart[other + 1];
    }
  };
  return {
    lo,
    hi,
    innerLo,
    innerHi,
    dy,
    moveTo(cell) {
      if (row < 0 || rowStart[row + 1] <= cell) enterRow(cell);
      const x = cellX[cell];
      for (let k = first; k <= last; k++) {
        const end = limit[k];
        let a = lo[k];
        while (a < end && cellX[a] < x - CELL_REACH) a++;
        let b = Math.max(hi[k], a);
        while (b < end && cellX[b] <= x + CELL_REACH) b++;
        lo[k] = a;
        hi[k] = b;
        innerLo[k] = a < b && cellX[a] === x - CELL_REACH ? a + 1 : a;
        innerHi[k] = a < b && cellX[b - 1] === x + CELL_REACH ? b - 1 : b;
      }
    },
  };
}
