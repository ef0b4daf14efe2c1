import { sharedFloat64, sharedInt32, sharedUint32 } from '../sharedArrays.ts';
import type { GridIndex } from './gridIndex.ts';

/** The grid of all points from the grids of bands of cell rows, in order. */
export function joinBands(parts: readonly GridIndex[]): GridIndex {
  if (parts.length === 1) return parts[0];
  const total = (length: (part: GridIndex) => number): number =>
    parts.reduce((sum, part) => sum + length(part), 0);
  const points = total((part) => part.order.length);
  const cells = total((part) => part.cellX.length);
  const cellRows = total((part) => part.rowY.length);
  const order = sharedUint32(points);
  const xs = sharedFloat64(points);
  const ys = sharedFloat64(points);
  const unitStart = sharedInt32(cells + 1);
  const cellX = sharedFloat64(cells);
  const rowStart = sharedInt32(cellRows + 1);
  const rowY = sharedFloat64(cellRows);
  let point = 0;
  let cell = 0;
  let row = 0;
  for (const part of parts) {
    order.set(part.order, point);
    xs.set(part.xs, point);
    ys.set(part.ys, point);
    cellX.set(part.cellX, cell);
    rowY.set(part.rowY, row);
    for (let u = 0; u < part.cellX.length; u++) unitStart[cell + u] = part.unitStart[u] + point;
    for (let r = 0; r < part.rowY.length; r++) rowStart[row + r] = part.rowStart[r] + cell;
    point += part.order.length;
    cell += part.cellX.length;
    row += part.rowY.length;
  }
  unitStart[cells] = points;
  rowStart[cellRows] = cells;
  return { kind: 'grid', reach: parts[0].reach, order, xs, ys, unitStart, cellX, rowStart, rowY };
}
