import type { ImagePoint, RowMarks } from './viewer.ts';
import type { ImageBounds } from './viewport.ts';

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
