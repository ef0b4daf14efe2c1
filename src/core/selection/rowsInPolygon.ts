import { createBitset, type Bitset } from './bitset.ts';

/** Corners of a polygon, one after the other; the last is joined to the first. */
export interface Polygon {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const OUTSIDE = 0;
/** Inside is 1. */
const BOUNDARY = 2;

/** The points inside a polygon, by the even-odd rule. Sides may cross.
 *
 * Method: a grid over the polygon's box. Cells that no side comes near are inside or outside as a whole; in the others a
 *         ray to the right is crossed with the sides that reach the cell's row. The result is that of crossing with all
 *         sides: cells count as near within the rounding of a crossing.
 * Shape:  `cells` is the number of cells along each axis; more pay off for more points.
 * Non-finite: a point with NaN or an infinity is outside.
 * Cost:   cells² bytes; 2 to 4 ns a point away from the boundary.
 * Checked against: crossing with all sides (property test). */
export function rowsInPolygon(
  polygon: Polygon,
  px: Float64Array,
  py: Float64Array,
  rows: number,
  cells: number,
): Bitset {
  const set = createBitset(rows);
  const grid = polygonGrid(polygon, cells);
  if (grid === null) return set;
  const { size, left, right, bottom, top, perX, perY, kinds } = grid;
  const { words } = set;
  const stride = size + 1;
  for (let i = 0; i < words.length; i++) {
    const first = i * 32;
    const bits = Math.min(32, rows - first);
    let word = 0;
    for (let bit = 0; bit < bits; bit++) {
      const x = px[first + bit]!;
      const y = py[first + bit]!;
      // All bits are set in the box, and none elsewhere: a branch would be guessed wrongly half of the time.
      const box = -(Number(x >= left) & Number(x <= right) & Number(y >= bottom) & Number(y <= top));
      // As columnOf and rowOf; what is not negative is floored by | 0.
      const r = ((y - bottom) * perY) | 0;
      const c = ((x - left) * perX) | 0;
      let inside = kinds[(r * stride + c) & box]! & box;
      if (inside === BOUNDARY) inside = crossings(polygon, grid, x, y, Math.min(r, size - 1));
      word |= inside << bit;
    }
    words[i] = word;
  }
  return set;
}

interface Grid {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly perX: number;
  readonly perY: number;
  /** Sides that reach each row of cells: those of row r are sides[starts[r]] … sides[starts[r + 1] - 1]. */
  readonly starts: Uint32Array;
  readonly sides: Uint32Array;
  /** Row by row, with one more of each for points on the upper and the right edge. */
  readonly kinds: Uint8Array;
}

/** Null when the polygon has no inside (or is too wide for a double). */
function polygonGrid({ x, y }: Polygon, cells: number): Grid | null {
  const left = least(x);
  const right = greatest(x);
  const bottom = least(y);
  const top = greatest(y);
  const width = right - left;
  const height = top - bottom;
  if (!(width > 0 && height > 0 && width < Infinity && height < Infinity)) return null;
  const sizeX = Math.max(Math.abs(left), Math.abs(right), width);
  const sizeY = Math.max(Math.abs(bottom), Math.abs(top), height);
  // Where a cell would be no larger than the rounding, or not a normal number, there is one cell and all sides are crossed.
  const fine = width > 1e-6 * sizeX && height > 1e-6 * sizeY && width > 1e-290 && height > 1e-290;
  const size = fine ? cells : 1;
  const perX = fine ? size / width : 0;
  const perY = fine ? size / height : 0;
  const columnOf = (value: number): number =>
    Math.min(size - 1, Math.max(0, Math.floor((value - left) * perX)));
  const rowOf = (value: number): number =>
    Math.min(size - 1, Math.max(0, Math.floor((value - bottom) * perY)));
  const { starts, sides } = sidesByRow(y, size, rowOf);
  const stride = size + 1;
  const kinds = new Uint8Array(stride * stride).fill(BOUNDARY);
  const grid: Grid = { size, left, right, bottom, top, perX, perY, starts, sides, kinds };
  if (!fine) return grid;

  const marginX = 1e-12 * sizeX;
  const marginY = 1e-12 * sizeY;
  for (let r = 0; r < size; r++) {
    kinds.fill(OUTSIDE, r * stride, r * stride + size);
    const low = bottom + r / perY - marginY;
    const high = bottom + (r + 1) / perY + marginY;
    for (let k = starts[r]!; k < starts[r + 1]!; k++) {
      const i = sides[k]!;
      const j = i === 0 ? x.length - 1 : i - 1;
      const a = sideAt(x, y, i, j, low);
      const b = sideAt(x, y, i, j, high);
      const first = columnOf(Math.min(a, b) - marginX);
      kinds.fill(BOUNDARY, r * stride + first, r * stride + columnOf(Math.max(a, b) + marginX) + 1);
    }
    const middle = bottom + (r + 0.5) / perY;
    // No side passes between two neighbours off the boundary.
    let known = false;
    let kind = OUTSIDE;
    for (let c = 0; c < size; c++) {
      if (kinds[r * stride + c] === BOUNDARY) known = false;
      else {
        if (!known) kind = crossings({ x, y }, grid, left + (c + 0.5) / perX, middle, r);
        known = true;
        kinds[r * stride + c] = kind;
      }
    }
  }
  return grid;
}

/** 1 when a ray to the right crosses an odd number of the sides that reach the row of cells, else 0. */
function crossings({ x, y }: Polygon, { starts, sides }: Grid, px: number, py: number, row: number): number {
  let odd = 0;
  for (let k = starts[row]!; k < starts[row + 1]!; k++) {
    const i = sides[k]!;
    const j = i === 0 ? x.length - 1 : i - 1;
    if (y[i]! > py !== y[j]! > py && px < crossing(x, y, i, j, py)) odd ^= 1;
  }
  return odd;
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
function sidesByRow(
  y: Float64Array,
  size: number,
  row: (value: number) => number,
): { starts: Uint32Array; sides: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  const each = (visit: (side: number, row: number) => void): void => {
    for (let i = 0; i < y.length; i++) {
      const j = i === 0 ? y.length - 1 : i - 1;
      const last = row(Math.max(y[i]!, y[j]!));
      for (let r = row(Math.min(y[i]!, y[j]!)); r <= last; r++) visit(i, r);
    }
  };
  each((_, r) => starts[r + 1]!++);
  for (let r = 0; r < size; r++) starts[r + 1]! += starts[r]!;
  const sides = new Uint32Array(starts[size]!);
  const next = starts.slice();
  each((side, r) => {
    sides[next[r]!++] = side;
  });
  return { starts, sides };
}

function least(values: Float64Array): number {
  return values.reduce((a, b) => Math.min(a, b), Infinity);
}

function greatest(values: Float64Array): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity);
}
