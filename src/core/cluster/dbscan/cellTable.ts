import type { GridPlan } from './gridPlan.ts';
import type { GridRoom } from './gridRoom.ts';

// For each cell of the span of the data, and two around it on every side, the number of occupied cells before it. So a stretch
// of cells of one row is the occupied cells between two numbers, which need not be searched for.

export const TABLE_BORDER = 2;

/** Places of a row of cells. */
export function tableStride({ width }: GridPlan): number {
  return width + 2 * TABLE_BORDER;
}

export function tableLength(plan: GridPlan): number {
  return tableStride(plan) * (plan.height + 2 * TABLE_BORDER) + 1;
}

export function fillCellTable(
  table: Int32Array,
  plan: GridPlan,
  { cellX, rowStart, rowY }: GridRoom,
  cells: number,
  cellRows: number,
): void {
  const stride = tableStride(plan);
  let place = 0;
  for (let row = 0; row < cellRows; row++) {
    const first = (rowY[row] + TABLE_BORDER) * stride + TABLE_BORDER;
    const end = rowStart[row + 1];
    for (let cell = rowStart[row]; cell < end; cell++) {
      const last = first + cellX[cell];
      while (place <= last) table[place++] = cell;
    }
  }
  table.fill(cells, place);
}
