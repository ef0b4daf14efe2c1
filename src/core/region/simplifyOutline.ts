import type { Outline } from './traceOutline.ts';

/** Distances (squared) nearer than this to one another are taken as equal. */
const NEARLY = 1 + 1e-9;
/** Corners looked at, for each of the outline's, before parts are halved. Ordinary outlines take far fewer. */
const MOST_LOOKS = 256;

/** A closed outline of fewer corners, none of those left out being farther than `tolerance` from it.
 *
 * Method: cut in two at its first corner and the one farthest from that; of each part the corner farthest from the
 *         straight line between its ends is kept while it is farther than the tolerance. Where that goes on to split
 *         off a few corners at a time, as on a long zigzag, parts are cut at their middle corner instead: more corners
 *         may be kept then, and none left out is farther for it.
 * Shape:  corners in, some of them out, in their order: two or more.   Units: of the coordinates.
 * Errors: none; lines may cross where the outline is narrower than the tolerance.
 * Cost:   O(n log n).
 * Source: Douglas and Peucker 1973, Cartographica 10.
 * Checked against: the distance of every corner that is left out (test/property/core/region/simplifyOutline.test.ts). */
export function simplifyOutline(outline: Outline, tolerance: number): Outline {
  const { x, y } = outline;
  const count = x.length;
  const keep = new Uint8Array(count);
  let opposite = 0;
  let reach = -1;
  for (let i = 0; i < count; i++) {
    const far = (x[i]! - x[0]!) * (x[i]! - x[0]!) + (y[i]! - y[0]!) * (y[i]! - y[0]!);
    if (far > reach) [opposite, reach] = [i, far];
  }
  keep[0] = 1;
  keep[opposite] = 1;
  // Parts still to be looked at, by their ends; corner `count` is the first once more.
  const parts: number[] = [0, opposite, opposite, count];
  const limit = tolerance * tolerance;
  let looks = MOST_LOOKS * count;
  while (parts.length > 0) {
    const last = parts.pop()!;
    const first = parts.pop()!;
    const farthest = farthestBetween(outline, first, last, limit);
    looks -= last - first;
    if (farthest < 0) continue;
    const cut = looks > 0 ? farthest : (first + last) >> 1;
    keep[cut] = 1;
    parts.push(first, cut, cut, last);
  }
  return { x: x.filter((_, i) => keep[i] === 1), y: y.filter((_, i) => keep[i] === 1) };
}

/** The corner between two that is farthest from the line between them; -1 where all are within the limit (squared). */
function farthestBetween({ x, y }: Outline, first: number, last: number, limit: number): number {
  const end = last % x.length;
  const [x0, y0] = [x[first]!, y[first]!];
  const [dx, dy] = [x[end]! - x0, y[end]! - y0];
  const length = dx * dx + dy * dy;
  let farthest = -1;
  let distance = limit;
  // From the middle outwards, so that of corners as far as one another (those of a comb) one parts the rest evenly.
  const middle = (first + last) >> 1;
  for (let k = 0; k <= last - first; k++) {
    const i = middle + ((k & 1) === 1 ? (k + 1) >> 1 : -(k >> 1));
    if (i <= first || i >= last) continue;
    const px = x[i]! - x0;
    const py = y[i]! - y0;
    const along = length > 0 ? Math.min(Math.max((px * dx + py * dy) / length, 0), 1) : 0;
    const ex = px - along * dx;
    const ey = py - along * dy;
    const far = ex * ex + ey * ey;
    if (far > distance * NEARLY) [farthest, distance] = [i, far];
  }
  return farthest;
}
