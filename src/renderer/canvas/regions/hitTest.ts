import { areaOf, type RegionPoint, type RegionShape } from '../../../core/region/index.ts';
import { within } from './handles.ts';

/** How a place meets a shape; `edge` is near its line, and all there is of points and lines. */
export type Meeting = 'edge' | 'inside' | null;

/** How a place (FITS pixels) meets a shape, `reach` being how near the line is near. */
export function meetingOf(shape: RegionShape, at: RegionPoint, reach: number, scale: number): Meeting {
  switch (shape.kind) {
    case 'point':
      return distance(shape.centre, at) <= reach + shape.size / 2 / scale ? 'edge' : null;
    case 'line':
      return distanceToSegment(at, shape.from, shape.to) <= reach ? 'edge' : null;
    case 'circle':
      return ofDistance(distance(shape.centre, at) - shape.radius, reach);
    case 'annulus': {
      const d = distance(shape.centre, at);
      return ofRing(d - shape.outer, d - shape.inner, reach);
    }
    case 'ellipse': {
      const uv = within(shape.centre, shape.angle, at);
      const outside = (radii: readonly [number, number]): number => beyondEllipse(uv, radii);
      return ofRing(outside(shape.radii), shape.inner ? outside(shape.inner) : Infinity, reach);
    }
    case 'box': {
      const [u, v] = within(shape.centre, shape.angle, at);
      const outside = ([w, h]: readonly [number, number]): number =>
        Math.max(Math.abs(u) - w / 2, Math.abs(v) - h / 2);
      return ofRing(outside(shape.size), shape.inner ? outside(shape.inner) : Infinity, reach);
    }
    case 'polygon': {
      const edge = nearestEdge(shape.corners, at);
      if (edge.distance <= reach) return 'edge';
      return isInPolygon(shape.corners, at) ? 'inside' : null;
    }
  }
}

/** The edge (from the corner of that index to the next) that a place is nearest to. */
export function nearestEdge(
  corners: readonly RegionPoint[],
  at: RegionPoint,
): { readonly index: number; readonly distance: number } {
  let best = { index: 0, distance: Infinity };
  for (const [index, corner] of corners.entries()) {
    const next = corners[(index + 1) % corners.length]!;
    const here = distanceToSegment(at, corner, next);
    if (here < best.distance) best = { index, distance: here };
  }
  return best;
}

/** Of shapes that a place meets the one that is meant: one whose line it is near, else the smallest. */
export function smallestMet<T extends { readonly shape: RegionShape }>(
  shapes: readonly T[],
  at: RegionPoint,
  reach: number,
  scale: number,
): { readonly found: T; readonly meeting: Meeting } | null {
  let best: { found: T; meeting: Meeting; size: number } | null = null;
  // The topmost wins where two are alike.
  for (let i = shapes.length - 1; i >= 0; i--) {
    const found = shapes[i]!;
    const meeting = meetingOf(found.shape, at, reach, scale);
    if (!meeting) continue;
    const size = areaOf(found.shape) * (meeting === 'edge' ? 1e-3 : 1);
    if (!best || size < best.size) best = { found, meeting, size };
  }
  return best;
}

function ofDistance(fromLine: number, reach: number): Meeting {
  if (Math.abs(fromLine) <= reach) return 'edge';
  return fromLine < 0 ? 'inside' : null;
}

/** Of what is within an outer line and beyond an inner one. */
function ofRing(fromOuter: number, fromInner: number, reach: number): Meeting {
  if (Math.abs(fromInner) <= reach) return 'edge';
  return fromInner < 0 ? null : ofDistance(fromOuter, reach);
}

/** How far beyond an ellipse a place lies along the way from the middle, which is close enough for a hand. */
function beyondEllipse([u, v]: readonly [number, number], [a, b]: readonly [number, number]): number {
  return Math.hypot(u, v) * (1 - 1 / Math.max(Math.hypot(u / a, v / b), 1e-9));
}

function distance(a: RegionPoint, b: RegionPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function distanceToSegment(at: RegionPoint, from: RegionPoint, to: RegionPoint): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((at[0] - from[0]) * dx + (at[1] - from[1]) * dy) / square;
  const t = Math.min(Math.max(along, 0), 1);
  return distance(at, [from[0] + t * dx, from[1] + t * dy]);
}

function isInPolygon(corners: readonly RegionPoint[], [x, y]: RegionPoint): boolean {
  let inside = false;
  for (const [i, a] of corners.entries()) {
    const b = corners[(i + 1) % corners.length]!;
    if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside;
  }
  return inside;
}
