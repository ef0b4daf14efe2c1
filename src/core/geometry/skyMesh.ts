import type { PlacesOfRow } from './resample.ts';
import { onImage, skyPlaceInto, type SkyFrame } from './skyPlaces.ts';
import type { RowRange } from './sourceRows.ts';

/** Side of the cells within which places are interpolated, in pixels; a divisor of the 64 rows of a block. */
const CELL = 16;
/** Farthest that the interpolated places of a cell may be off where they are tested, in pixels. */
const TOLERANCE = 1e-7;

/** Where the pixels of the cells of one row of cells lie: for each cell the coefficients of a quadratic in both directions,
 * x then y (9 each); NaN first where the cell is too curved and every pixel has to be computed. */
type CellRow = Float64Array;

/** The places of the pixels of `grid` in `image`.
 *
 * Method: in cells of 16 x 16 pixels the exact places of 3 x 3 points are joined by a quadratic in both directions, which
 *         is tested against exact places at four more; a cell that is off by more than 1e-7 pixel, or crosses the border
 *         of the projection, is computed pixel by pixel.
 * Units:  0-based pixels of both.
 * Non-finite: NaN where the sky is not on the image.
 * Checked against: exact places, 1e-6 pixel (test/unit/core/geometry/skyMesh.test.ts). */
export function skyPlaces(grid: SkyFrame, image: SkyFrame): PlacesOfRow {
  let held = -1;
  let cells: CellRow = new Float64Array(0);
  const place = new Float64Array(2);
  return (y, xs, ys) => {
    const first = y - (y % CELL);
    if (first !== held) {
      cells = cellRow(grid, image, first);
      held = first;
    }
    for (let x = 0; x < xs.length; x++) {
      placeInCell(place, cells, x, y - first);
      if (Number.isNaN(place[0]!)) skyPlaceInto(place, grid, image, x, y);
      xs[x] = onImage(place[0]!, image.width);
      ys[x] = onImage(place[1]!, image.height);
    }
  };
}

/** The heights in the image, lowest and highest, of rows y0 … y1 - 1 of the grid; low > high where none is on it. */
export function skyHeights(
  grid: SkyFrame,
  image: SkyFrame,
  { y0, y1 }: RowRange,
): { low: number; high: number } {
  const places = skyPlaces(grid, image);
  const xs = new Float64Array(grid.width);
  const ys = new Float64Array(grid.width);
  let low = Infinity;
  let high = -Infinity;
  for (let y = y0; y < y1; y++) {
    places(y, xs, ys);
    for (let x = 0; x < xs.length; x++) {
      if (!(xs[x]! >= 0)) continue;
      if (ys[x]! < low) low = ys[x]!;
      if (ys[x]! > high) high = ys[x]!;
    }
  }
  return { low, high };
}

function cellRow(grid: SkyFrame, image: SkyFrame, y: number): CellRow {
  const count = Math.ceil(grid.width / CELL);
  const cells = new Float64Array(count * 18);
  const nodes = new Float64Array(18);
  const place = new Float64Array(2);
  const half = CELL / 2;
  for (let cell = 0; cell < count; cell++) {
    for (let k = 0; k < 9; k++) {
      skyPlaceInto(place, grid, image, cell * CELL + (k % 3) * half, y + Math.floor(k / 3) * half);
      nodes[k] = place[0]!;
      nodes[9 + k] = place[1]!;
    }
    const at = cell * 18;
    quadraticInto(cells, at, nodes, 0);
    quadraticInto(cells, at + 9, nodes, 9);
    if (!holds(cells, cell, grid, image, y)) cells[at] = NaN;
  }
  return cells;
}

/** Coefficients of s^i t^j at 3 j + i, from the values at s, t = 0, 1, 2. */
function quadraticInto(out: Float64Array, at: number, nodes: Float64Array, from: number): void {
  const lines = new Float64Array(9);
  for (let j = 0; j < 3; j++) fitInto(lines, 3 * j, 1, nodes, from + 3 * j, 1);
  for (let i = 0; i < 3; i++) fitInto(out, at + i, 3, lines, i, 3);
}

function fitInto(
  out: Float64Array,
  at: number,
  step: number,
  values: Float64Array,
  from: number,
  apart: number,
): void {
  const a = values[from]!;
  const b = values[from + apart]!;
  const c = values[from + 2 * apart]!;
  const curve = (a - 2 * b + c) / 2;
  out[at] = a;
  out[at + step] = b - a - curve;
  out[at + 2 * step] = curve;
}

function holds(cells: CellRow, cell: number, grid: SkyFrame, image: SkyFrame, y: number): boolean {
  const exact = new Float64Array(2);
  const interpolated = new Float64Array(2);
  for (const [dx, dy] of TESTS) {
    const x = cell * CELL + dx;
    skyPlaceInto(exact, grid, image, x, y + dy);
    placeInCell(interpolated, cells, x, dy);
    const off = Math.max(Math.abs(exact[0]! - interpolated[0]!), Math.abs(exact[1]! - interpolated[1]!));
    if (!(off <= TOLERANCE)) return false;
  }
  return true;
}

/** Where a cubic term shows most, on all sides of the middle. */
const TESTS = [
  [3, 4],
  [13, 3],
  [4, 12],
  [12, 13],
] as const;

function placeInCell(place: Float64Array, cells: CellRow, x: number, dy: number): void {
  const cell = Math.floor(x / CELL);
  const at = cell * 18;
  const s = (x - cell * CELL) / (CELL / 2);
  const t = dy / (CELL / 2);
  for (let axis = 0; axis < 2; axis++) {
    const c = at + 9 * axis;
    place[axis] =
      cells[c]! +
      s * (cells[c + 1]! + s * cells[c + 2]!) +
      t *
        (cells[c + 3]! +
          s * (cells[c + 4]! + s * cells[c + 5]!) +
          t * (cells[c + 6]! + s * (cells[c + 7]! + s * cells[c + 8]!)));
  }
}
