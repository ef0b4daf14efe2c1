import type { GridPlan } from './gridPlan.ts';
import { fillCellTable, tableLength, tableStride } from './cellTable.ts';
import type { GridRoom } from './gridRoom.ts';

/** Points of a plane ordered by square cells of side eps / sqrt(2); the occupied cells are the units. */
export interface GridIndex {
  readonly kind: 'grid';
  /** The square of eps, as a double. */
  readonly reach: number;
  /** Cells per unit of length. */
  readonly scale: number;
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
  /** Where to find cells by their numbers, unless there is room for far fewer than the data spans. */
  readonly table: Int32Array | null;
  /** Places of a row of cells in the table. */
  readonly stride: number;
}

/** Moves the cells of bands, which lie where the points of their band begin, up to one another. `counts` holds the cells and
 * the occupied rows of cells of each band. */
export function joinBands(plan: GridPlan, room: GridRoom, counts: Int32Array): void {
  const { bandPoints } = plan;
  const { unitStart, cellX, rowStart, rowY } = room;
  let cells = counts[0];
  let cellRows = counts[1];
  for (let band = 1; band < bandPoints.length - 1; band++) {
    const from = bandPoints[band];
    const count = counts[2 * band];
    const rows = counts[2 * band + 1];
    unitStart.copyWithin(cells, from, from + count);
    cellX.copyWithin(cells, from, from + count);
    rowY.copyWithin(cellRows, from, from + rows);
    for (let r = 0; r < rows; r++) rowStart[cellRows + r] = rowStart[from + r] + cells;
    cells += count;
    cellRows += rows;
  }
  unitStart[cells] = bandPoints[bandPoints.length - 1];
  rowStart[cellRows] = cells;
  const { table } = gridOf(plan, room, counts);
  if (table) fillCellTable(table, plan, room, cells, cellRows);
}

/** The grid of all points, when bands are joined. */
export function gridOf(plan: GridPlan, room: GridRoom, counts: Int32Array): GridIndex {
  const { reach, scale } = plan;
  const places = tableLength(plan);
  let cells = 0;
  let cellRows = 0;
  for (let at = 0; at < counts.length; at += 2) {
    cells += counts[at];
    cellRows += counts[at + 1];
  }
  return {
    kind: 'grid',
    reach,
    scale,
    order: room.order,
    xs: room.xs,
    ys: room.ys,
    unitStart: room.unitStart.subarray(0, cells + 1),
    cellX: room.cellX.subarray(0, cells),
    rowStart: room.rowStart.subarray(0, cellRows + 1),
    rowY: room.rowY.subarray(0, cellRows),
    table: places <= room.table.length ? room.table.subarray(0, places) : null,
    stride: tableStride(plan),
  };
}
