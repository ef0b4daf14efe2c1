/** Corners of a polygon, one after the other; the last is joined to the first. */
export interface Polygon {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export const OUTSIDE = 0;
/** Inside is 1. */
export const BOUNDARY = 2;

/** Equal parts of an axis, in rising order. */
export interface Parts {
  readonly count: number;
  /** The part that a value lies in, the nearest for one beyond them. Never falls where values rise. */
  of(value: number): number;
  /** Where a part begins, and ends with the next one. */
  start(part: number): number;
  /** More than the rounding of a crossing or of `start`. */
  readonly margin: number;
}

/** Which cells of a grid lie inside a polygon. */
export interface PolygonGrid {
  readonly polygon: Polygon;
  /** Sides that reach each row of cells: those of row r are sides[starts[r]] … sides[starts[r + 1] - 1]. */
  readonly starts: Uint32Array;
  readonly sides: Uint32Array;
  /** Row by row, `stride` to a row. */
  readonly kinds: Uint8Array;
}

/** Sorts cells into those inside, those outside, and those that a side comes near. `kinds` is filled where there are cells. */
export function polygonGrid(
  polygon: Polygon,
  across: Parts,
  up: Parts,
  kinds: Uint8Array,
  stride: number,
): PolygonGrid {
  const { x, y } = polygon;
  const grid: PolygonGrid = { polygon, ...sidesByRow(y, up), kinds };
  const { starts, sides } = grid;
  for (let r = 0; r < up.count; r++) {
    kinds.fill(OUTSIDE, r * stride, r * stride + across.count);
    const low = up.start(r) - up.margin;
    const high = up.start(r + 1) + up.margin;
    for (let k = starts[r]!; k < starts[r + 1]!; k++) {
      const i = sides[k]!;
      const j = i === 0 ? x.length - 1 : i - 1;
      const a = sideAt(x, y, i, j, low);
      const b = sideAt(x, y, i, j, high);
      const first = across.of(Math.min(a, b) - across.margin);
      const last = across.of(Math.max(a, b) + across.margin);
      kinds.fill(BOUNDARY, r * stride + first, r * stride + last + 1);
    }
    const middle = (up.start(r) + up.start(r + 1)) / 2;
    // No side passes between two neighbours off the boundary.
    let known = false;
    let kind = OUTSIDE;
    for (let c = 0; c < across.count; c++) {
      if (kinds[r * stride + c] === BOUNDARY) known = false;
      else {
        if (!known) kind = crossings(grid, (across.start(c) + across.start(c + 1)) / 2, middle, r);
        known = true;
        kinds[r * stride + c] = kind;
      }
    }
  }
  return grid;
}

/** A grid of one cell, whose points are crossed with all sides. */
export function oneCell(polygon: Polygon, kinds: Uint8Array): PolygonGrid {
  const { length } = polygon.x;
  return {
    polygon,
    starts: Uint32Array.of(0, length),
    sides: Uint32Array.from({ length }, (_, side) => side),
    kinds: kinds.fill(BOUNDARY),
  };
}

/** 1 when a ray to the right crosses an odd number of the sides that reach the row of cells, else 0. */
export function crossings(
  { polygon, starts, sides }: PolygonGrid,
  px: number,
  py: number,
  row: number,
): number {
  const { x, y } = polygon;
  let odd = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const i = sides[k]!;
    const j = i === 0 ? x.length - 1 : i - 1;
    if (y[i]! > py !== y[j]! > py && px < crossing(x, y, i, j, py)) odd ^= 1;
  }
  return odd;
}

/** The box around a polygon; null when it has no inside (or is too wide for a double). */
export function polygonBox({ x, y }: Polygon) {
  const left = x.reduce((a, b) => Math.min(a, b), Infinity);
  const right = x.reduce((a, b) => Math.max(a, b), -Infinity);
  const bottom = y.reduce((a, b) => Math.min(a, b), Infinity);
  const top = y.reduce((a, b) => Math.max(a, b), -Infinity);
  const width = right - left;
  const height = top - bottom;
  if (!(width > 0 && height > 0 && width < Infinity && height < Infinity)) return null;
  return { left, right, bottom, top, width, height };
}

/** Where the side from corner j to corner i has that y. */
function crossing(x: Float64Array, y: Float64Array, i: number, j: number, py: number): number {
  return ((x[j]! - x[i]!) * (py - y[i]!)) / (y[j]! - y[i]!) + x[i]!;
}

/** The same, for the nearest y that the side has. */
function sideAt(x: Float64Array, y: Float64Array, i: number, j: number, py: number): number {
  const [lower, upper] = y[i]! <= y[j]! ? [i, j] : [j, i];
  if (py <= y[lower]!) return x[lower]!;
  return py >= y[upper]! ? x[upper]! : crossing(x, y, i, j, py);
}

/** The sides (by the number of their end) that reach each row of cells, one list after the other. Level ones are never crossed,
 * but what they pass through is boundary. */
function sidesByRow(y: Float64Array, up: Parts): { starts: Uint32Array; sides: Uint32Array } {
  const starts = new Uint32Array(up.count + 1);
  const each = (visit: (side: number, row: number) => void): void => {
    for (let i = 0; i < y.length; i++) {
      const j = i === 0 ? y.length - 1 : i - 1;
      const last = up.of(Math.max(y[i]!, y[j]!));
      for (let r = up.of(Math.min(y[i]!, y[j]!)); r <= last; r++) visit(i, r);
    }
  };
  each((_, r) => starts[r + 1]!++);
  for (let r = 0; r < up.count; r++) starts[r + 1]! += starts[r]!;
  const sides = new Uint32Array(starts[up.count]!);
  const next = starts.slice();
  each((side, r) => {
    sides[next[r]!++] = side;
  });
  return { starts, sides };
}
