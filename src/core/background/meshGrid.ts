import { AppError, invariant } from '../errors/index.ts';
import type { MeshRow } from './meshPass.ts';

/** Background and rms at the middles of the meshes, row-major; plain data. */
export interface MeshGrid {
  readonly columns: number;
  readonly rows: number;
  readonly boxSize: number;
  readonly background: Float64Array;
  readonly rms: Float64Array;
}

export interface MeshFilter {
  /** Meshes along each side of the median's window, odd. */
  readonly filterSize: number;
  /** Meshes that differ from the median by less stay. */
  readonly filterThreshold: number;
}

/** The grid of meshes, holes filled and filtered by a median, as Source Extractor does.
 *
 * Method: a mesh without value takes the mean of the nearest ones that have one; then each takes the median of its
 *         window, which shrinks symmetrically near the border of the grid.
 * Shape:  measured rows in any order in, the grid out.
 * Units:  `filterThreshold` in the unit of the pixels.
 * Non-finite and masked: NaN marks a mesh without value.
 * Border: the window shrinks.
 * Errors: `no-data` where no mesh has a value.   Cost: O(meshes × window).
 * Source: Bertin & Arnouts, 1996, A&AS 117, 393; SEP 1.2.
 * Checked against: SEP 1.2, through the operation. */
export function meshGrid(measured: readonly MeshRow[], boxSize: number, filter: MeshFilter): MeshGrid {
  const rows = measured.length;
  const columns = measured[0]?.modes.length ?? 0;
  const background = new Float64Array(rows * columns);
  const rms = new Float64Array(rows * columns);
  for (const mesh of measured) {
    invariant(mesh.row < rows, `row ${mesh.row} of ${rows} rows of meshes`);
    background.set(mesh.modes, mesh.row * columns);
    rms.set(mesh.rms, mesh.row * columns);
  }
  if (background.every(Number.isNaN)) {
    throw new AppError(
      'no-data',
      `No mesh of ${boxSize} × ${boxSize} pixels has finite values in half its pixels.`,
      { remedy: 'Choose another box size, or an image with fewer missing pixels.', details: { boxSize } },
    );
  }
  const grid = fillHoles({ columns, rows, boxSize, background, rms });
  return filterGrid(grid, filter);
}

/** So many values are sorted faster one by one. */
const FEW = 49;

function fillHoles(grid: MeshGrid): MeshGrid {
  const background = grid.background.slice();
  const rms = grid.rms.slice();
  for (let at = 0; at < background.length; at++) {
    if (!Number.isNaN(grid.background[at])) continue;
    const nearest = nearestMeshes(grid, at);
    background[at] = meanAt(grid.background, nearest);
    rms[at] = meanAt(grid.rms, nearest);
  }
  return { ...grid, background, rms };
}

function meanAt(values: Float64Array, places: readonly number[]): number {
  return places.reduce((sum, at) => sum + values[at], 0) / places.length;
}

/** All meshes with a value at the least distance, found square by square outwards. */
function nearestMeshes({ columns, rows, background }: MeshGrid, at: number): number[] {
  const x = at % columns;
  const y = (at - x) / columns;
  let nearest: number[] = [];
  let least = Infinity;
  for (let reach = 1; reach * reach <= least && reach < columns + rows; reach++) {
    for (let row = Math.max(0, y - reach); row <= Math.min(rows - 1, y + reach); row++) {
      const side = Math.abs(row - y) === reach ? 1 : 2 * reach;
      for (let column = x - reach; column <= x + reach; column += side) {
        if (column < 0 || column >= columns || Number.isNaN(background[row * columns + column])) continue;
        const distance = (row - y) * (row - y) + (column - x) * (column - x);
        if (distance > least) continue;
        if (distance < least) nearest = [];
        least = distance;
        nearest.push(row * columns + column);
      }
    }
  }
  return nearest;
}

function filterGrid(grid: MeshGrid, { filterSize, filterThreshold }: MeshFilter): MeshGrid {
  const { columns, rows } = grid;
  const background = grid.background.slice();
  const rms = grid.rms.slice();
  const half = filterSize >> 1;
  const window = new Float64Array((2 * half + 1) ** 2);
  for (let y = 0; y < rows; y++) {
    const reachY = Math.min(half, y, rows - 1 - y);
    for (let x = 0; x < columns; x++) {
      const reachX = Math.min(half, x, columns - 1 - x);
      const at = y * columns + x;
      const median = medianAround(grid.background, columns, at, reachX, reachY, window);
      if (!(Math.abs(median - grid.background[at]) >= filterThreshold)) continue;
      background[at] = median;
      rms[at] = medianAround(grid.rms, columns, at, reachX, reachY, window);
    }
  }
  return { ...grid, background, rms };
}

/** Of the window that reaches so far from a mesh; `window` is room for it. */
function medianAround(
  values: Float64Array,
  columns: number,
  at: number,
  reachX: number,
  reachY: number,
  window: Float64Array,
): number {
  let count = 0;
  for (let row = -reachY; row <= reachY; row++) {
    const middle = at + row * columns;
    for (let place = middle - reachX; place <= middle + reachX; place++) window[count++] = values[place];
  }
  if (count > FEW) window.subarray(0, count).sort();
  else sortFew(window, count);
  return window[count >> 1];
}

function sortFew(values: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const value = values[i];
    let at = i;
    for (; at > 0 && values[at - 1] > value; at--) values[at] = values[at - 1];
    values[at] = value;
  }
}
