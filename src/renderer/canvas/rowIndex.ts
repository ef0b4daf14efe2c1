import type { ImagePoint, RowMarks } from './viewer.ts';
import type { ImageBounds, ImageSize } from './viewport.ts';

type Places = Pick<RowMarks, 'x' | 'y'>;

/** How many rows lie within bounds; the first of them are put into `first`, as many as fit. Looking at each of a million
 * takes some 3 ms, less than a tree of them would take to build. */
export function rowsWithin({ x, y }: Places, { x0, x1, y0, y1 }: ImageBounds, first: Int32Array): number {
  let count = 0;
  for (let row = 0; row < x.length; row++) {
    const [left, up] = [x[row]!, y[row]!];
    if (!(left >= x0 && left <= x1 && up >= y0 && up <= y1)) continue;
    if (count < first.length) first[count] = row;
    count += 1;
  }
  return count;
}

/** Rows in a cell of the grid that the spread is measured with, on average, and most cells along an axis. */
const ROWS_PER_CELL = 4;
const MOST_CELLS = 64;

/** Mean distance in image pixels between rows where there are some: a catalogue need not fill the image. Infinity where
 * none lies on it. */
export function meanSpacing({ x, y }: Places, { width, height }: ImageSize): number {
  const bounds = { x0: -0.5, x1: width - 0.5, y0: -0.5, y1: height - 0.5 };
  const count = rowsWithin({ x, y }, bounds, new Int32Array(0));
  if (count === 0) return Infinity;
  const cells = Math.min(Math.max(Math.floor(Math.sqrt(count / ROWS_PER_CELL)), 1), MOST_CELLS);
  const occupied = new Uint8Array(cells * cells);
  const [across, up] = [cells / width, cells / height];
  for (let row = 0; row < x.length; row++) {
    const column = (x[row]! + 0.5) * across;
    const line = (y[row]! + 0.5) * up;
    if (column >= 0 && column < cells && line >= 0 && line < cells)
      occupied[(line | 0) * cells + (column | 0)] = 1;
  }
  const share = occupied.reduce((sum, cell) => sum + cell, 0) / occupied.length;
  return Math.sqrt((share * width * height) / count);
}

/** The row nearest to a point and at most `reach` image pixels away; of equals the first. */
export function nearestRow({ x, y }: Places, point: ImagePoint, reach: number): number | null {
  let best: number | null = null;
  let bestDistance = reach * reach;
  for (let row = 0; row < x.length; row++) {
    const dx = x[row]! - point.x;
    // Most rows are far off along one axis already; NaN is never near.
    if (!(dx <= reach && dx >= -reach)) continue;
    const dy = y[row]! - point.y;
    const distance = dx * dx + dy * dy;
    if (distance < bestDistance || (distance === bestDistance && best === null)) {
      best = row;
      bestDistance = distance;
    }
  }
  return best;
}
