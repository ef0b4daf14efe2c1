import { cos, sin } from '../math/index.ts';
import { lineCover } from './lineCover.ts';
import { polygonCover } from './polygonCover.ts';
import type { RegionShape } from './region.ts';
import { refinedRun } from './refinedRun.ts';

/** Which pixels a shape covers; 0-based pixels of the whole image. */
export interface Cover {
  /** Bounds that hold every covered pixel's centre; they may be wider. */
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
  contains(x: number, y: number): boolean;
  /** The covered pixels of row y within columns low … high: runs x0, x1, x0, x1 …, ascending, both ends inclusive. */
  runs(y: number, low: number, high: number): readonly number[];
}

const RADIANS_PER_DEGREE = 0.017453292519943295;
const NO_RUNS: readonly number[] = [];

/** The pixels of a shape in FITS pixels: a pixel is covered when its centre is inside.
 *
 * Method: circles, ellipses and annuli hold their outer edge and not their inner one; boxes hold their left and lower
 *         edges, polygons (even-odd) take an edge for the pixel at its right, so that shapes side by side share no pixel
 *         and a box of w by h pixels on whole pixels covers w h. A line covers one pixel for each step along its longer
 *         axis, a point the pixel it lies in. A row's runs come from solving for x and are then settled by `contains`.
 * Shape:  any; zero lengths cover nothing.
 * Units:  pixels; degrees for angles.
 * Non-finite and masked: none of the geometry may be; an overflow covers nothing.
 * Errors: none.   Cost: of a row, some operations for each run (for each edge of a polygon).
 * Checked against: the definition pixel by pixel (test/property/core/region/cover.test.ts). */
export function coverOf(shape: RegionShape): Cover {
  switch (shape.kind) {
    case 'point': {
      const x = Math.floor(shape.centre[0] - 0.5);
      const y = Math.floor(shape.centre[1] - 0.5);
      return convex(
        { x0: x, x1: x, y0: y, y1: y },
        (px, py) => px === x && py === y,
        () => [x, x],
      );
    }
    case 'line':
      return lineCover(shape.from, shape.to);
    case 'polygon':
      return polygonCover(shape.corners);
    case 'circle':
      return discCover(shape.centre[0] - 1, shape.centre[1] - 1, shape.radius);
    case 'annulus':
      return annulusCover(
        discCover(shape.centre[0] - 1, shape.centre[1] - 1, shape.outer),
        discCover(shape.centre[0] - 1, shape.centre[1] - 1, shape.inner),
      );
    case 'ellipse':
    case 'box': {
      const { kind, inner, angle } = shape;
      const cover = kind === 'ellipse' ? ellipseCover : boxCover;
      const [x, y] = [shape.centre[0] - 1, shape.centre[1] - 1];
      const outer = cover(x, y, kind === 'ellipse' ? shape.radii : shape.size, angle);
      return inner ? annulusCover(outer, cover(x, y, inner, angle)) : outer;
    }
  }
}

/** A cover whose rows are one run each; `solve` gives about where it begins and ends. */
function convex(
  bounds: Pick<Cover, 'x0' | 'x1' | 'y0' | 'y1'>,
  contains: (x: number, y: number) => boolean,
  solve: (y: number) => readonly [number, number],
): Cover {
  return {
    ...bounds,
    contains,
    runs(y, low, high) {
      if (!(y >= bounds.y0 && y <= bounds.y1)) return NO_RUNS;
      const [from, to] = solve(y);
      return refinedRun(from, to, low, high, (x) => contains(x, y));
    },
  };
}

function discCover(cx: number, cy: number, radius: number): Cover {
  const square = radius * radius;
  const contains = (x: number, y: number): boolean =>
    radius > 0 && (x - cx) * (x - cx) + (y - cy) * (y - cy) <= square;
  return convex({ x0: cx - radius, x1: cx + radius, y0: cy - radius, y1: cy + radius }, contains, (y) => {
    const half = Math.sqrt(Math.max(square - (y - cy) * (y - cy), 0));
    return [cx - half, cx + half];
  });
}

function annulusCover(outer: Cover, inner: Cover): Cover {
  return {
    x0: outer.x0,
    x1: outer.x1,
    y0: outer.y0,
    y1: outer.y1,
    contains: (x, y) => outer.contains(x, y) && !inner.contains(x, y),
    runs(y, low, high) {
      const [from, to] = outer.runs(y, low, high);
      if (from === undefined || to === undefined) return NO_RUNS;
      const [a, b] = inner.runs(y, low, high);
      if (a === undefined || b === undefined) return [from, to];
      return [...(a > from ? [from, a - 1] : []), ...(b < to ? [b + 1, to] : [])];
    },
  };
}

function ellipseCover(cx: number, cy: number, [a, b]: readonly [number, number], angle: number): Cover {
  const { c, s } = turn(angle);
  const contains = (x: number, y: number): boolean => {
    const u = ((x - cx) * c + (y - cy) * s) / a;
    const v = ((y - cy) * c - (x - cx) * s) / b;
    return a > 0 && b > 0 && u * u + v * v <= 1;
  };
  const halfWidth = Math.sqrt(a * a * c * c + b * b * s * s);
  const halfHeight = Math.sqrt(a * a * s * s + b * b * c * c);
  const square = halfHeight * halfHeight;
  return convex(
    // A little wider than rounding can make it.
    {
      x0: cx - halfWidth * (1 + 1e-12) - 1e-9,
      x1: cx + halfWidth * (1 + 1e-12) + 1e-9,
      y0: cy - halfHeight * (1 + 1e-12) - 1e-9,
      y1: cy + halfHeight * (1 + 1e-12) + 1e-9,
    },
    contains,
    (y) => {
      const dy = y - cy;
      // So flat that its squares vanish: the row is asked for as a whole.
      if (!(square > 0)) return [cx - halfWidth, cx + halfWidth];
      const middle = (dy * c * s * (a * a - b * b)) / square;
      const half = (a * b * Math.sqrt(Math.max(square - dy * dy, 0))) / square;
      return [cx + middle - half, cx + middle + half];
    },
  );
}

function boxCover(cx: number, cy: number, [width, height]: readonly [number, number], angle: number): Cover {
  const { c, s } = turn(angle);
  const [w, h] = [width / 2, height / 2];
  const contains = (x: number, y: number): boolean => {
    const u = (x - cx) * c + (y - cy) * s;
    const v = (y - cy) * c - (x - cx) * s;
    return u >= -w && u < w && v >= -h && v < h;
  };
  const halfWidth = Math.abs(w * c) + Math.abs(h * s) + 1e-9;
  const halfHeight = Math.abs(w * s) + Math.abs(h * c) + 1e-9;
  return convex(
    { x0: cx - halfWidth, x1: cx + halfWidth, y0: cy - halfHeight, y1: cy + halfHeight },
    contains,
    (y) => {
      const dy = y - cy;
      let [from, to] = [cx - halfWidth, cx + halfWidth];
      // Where dx c + dy s is within the width, and dy c - dx s within the height.
      for (const [slope, offset, half] of [
        [c, dy * s, w],
        [-s, dy * c, h],
      ] as const) {
        if (slope === 0) continue;
        const [one, other] = [(-half - offset) / slope, (half - offset) / slope];
        // What rounding does to sums of that size, which along a nearly level edge is far.
        const slack = (1e-15 * (Math.abs(offset) + half)) / Math.abs(slope);
        from = Math.max(from, cx + Math.min(one, other) - slack);
        to = Math.min(to, cx + Math.max(one, other) + slack);
      }
      return [from, to];
    },
  );
}

/** Cosine and sine of degrees, exact at right angles. */
function turn(angle: number): { c: number; s: number } {
  if (angle % 90 === 0) {
    const quarter = (((angle / 90) % 4) + 4) % 4;
    return { c: [1, 0, -1, 0][quarter], s: [0, 1, 0, -1][quarter] };
  }
  return { c: cos(angle * RADIANS_PER_DEGREE), s: sin(angle * RADIANS_PER_DEGREE) };
}
