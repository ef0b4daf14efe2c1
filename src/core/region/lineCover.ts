import type { Cover } from './cover.ts';
import { refinedRun } from './refinedRun.ts';
import type { RegionPoint } from './region.ts';

/** One pixel for each step along the longer axis: the one whose centre is nearest to the line. */
export function lineCover(from: RegionPoint, to: RegionPoint): Cover {
  const [x0, y0] = [from[0] - 1, from[1] - 1];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const flat = Math.abs(dx) >= Math.abs(dy);
  const slope = dx === 0 && dy === 0 ? 0 : flat ? dy / dx : dx / dy;
  const ends = flat ? nearest(x0, x0 + dx) : nearest(y0, y0 + dy);
  const rowAt = (x: number): number => Math.floor(y0 + (x - x0) * slope + 0.5);
  const columnAt = (y: number): number => Math.floor(x0 + (y - y0) * slope + 0.5);
  const contains = (x: number, y: number): boolean =>
    flat ? x >= ends[0] && x <= ends[1] && rowAt(x) === y : y >= ends[0] && y <= ends[1] && columnAt(y) === x;
  return {
    x0: Math.min(x0, x0 + dx) - 1,
    x1: Math.max(x0, x0 + dx) + 1,
    y0: Math.min(y0, y0 + dy) - 1,
    y1: Math.max(y0, y0 + dy) + 1,
    contains,
    runs(y, low, high) {
      if (!flat) {
        const x = columnAt(y);
        return contains(x, y) && x >= low && x <= high ? [x, x] : [];
      }
      let [first, last]: readonly [number, number] = ends;
      if (slope !== 0) {
        const [one, other] = [x0 + (y - 0.5 - y0) / slope, x0 + (y + 0.5 - y0) / slope];
        first = Math.max(first, Math.min(one, other));
        last = Math.min(last, Math.max(one, other));
      }
      return refinedRun(first, last, low, high, (x) => contains(x, y));
    },
  };
}

/** The pixels of two places along an axis, the lower first. */
function nearest(a: number, b: number): readonly [number, number] {
  return [Math.floor(Math.min(a, b) + 0.5), Math.floor(Math.max(a, b) + 0.5)];
}
