import { createBitset, type Bitset } from './bitset.ts';
import { onAxis, stepParts, stepsOf, type Levels } from './levels.ts';
import { BOUNDARY, crossings, OUTSIDE, polygonBox, polygonGrid, type Polygon } from './polygonGrid.ts';

/** The rows of two axes sorted into cells of 256 × 256 steps, so that those of a polygon are found without looking at others. */
export interface LevelIndex {
  readonly x: Levels;
  readonly y: Levels;
  /** The rows of cell c (256 to a line, from the least values on) are rows[starts[c]] … rows[starts[c + 1] - 1], rising. */
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** Steps of a cell along an axis, as a power of two. */
const SHIFT = 8;
const CELLS = 256;
/** So much of all rows may lie in cells on the boundary, where each is crossed with sides. */
const MOST_ON_BOUNDARY = 1 / 16;

/** Sorts rows by counting; those without a place on an axis are left out. Cost: two passes over the steps; four bytes a row. */
export function levelIndex(x: Levels, y: Levels): LevelIndex {
  const across = x.steps;
  const up = y.steps;
  const starts = new Uint32Array(CELLS * CELLS + 1);
  for (let row = 0; row < across.length; row++)
    if (across[row]! !== 0 && up[row]! !== 0)
      starts[(up[row]! >> SHIFT) * CELLS + (across[row]! >> SHIFT) + 1]! += 1;
  for (let cell = 0; cell < CELLS * CELLS; cell++) starts[cell + 1]! += starts[cell]!;
  const filled = starts.slice();
  const rows = new Uint32Array(starts[CELLS * CELLS]!);
  for (let row = 0; row < across.length; row++)
    if (across[row]! !== 0 && up[row]! !== 0)
      rows[filled[(up[row]! >> SHIFT) * CELLS + (across[row]! >> SHIFT)]!++] = row;
  return { x, y, starts, rows };
}

/** The rows that `rowsInPolygon` finds. Null where too many lie in cells on the boundary: a small polygon among crowded points. */
export function rowsInIndex(polygon: Polygon, index: LevelIndex, rows: number): Bitset | null {
  const set = createBitset(rows);
  const box = polygonBox(polygon);
  if (box === null) return set;
  const acrossSteps = stepsOf(index.x, box.left, box.right);
  const upSteps = stepsOf(index.y, box.bottom, box.top);
  if (acrossSteps === null || upSteps === null) return null;
  const across = stepParts(index.x, acrossSteps, SHIFT, true);
  const up = stepParts(index.y, upSteps, SHIFT, true);
  const kinds = new Uint8Array(across.count * up.count);
  const grid = polygonGrid(polygon, across, up, kinds, across.count);
  const { starts } = index;
  const cellOf = (k: number): number => {
    const r = Math.floor(k / across.count);
    return ((up.first >> SHIFT) + r) * CELLS + (across.first >> SHIFT) + k - r * across.count;
  };
  let onBoundary = 0;
  for (let k = 0; k < kinds.length; k++)
    if (kinds[k] === BOUNDARY) onBoundary += starts[cellOf(k) + 1]! - starts[cellOf(k)]!;
  if (onBoundary > MOST_ON_BOUNDARY * rows) return null;
  for (let k = 0; k < kinds.length; k++) {
    if (kinds[k] === OUTSIDE) continue;
    const cell = cellOf(k);
    if (kinds[k] !== BOUNDARY) addRows(set.words, index.rows, starts[cell]!, starts[cell + 1]!);
    else
      for (let at = starts[cell]!; at < starts[cell + 1]!; at++) {
        const row = index.rows[at]!;
        const px = onAxis(index.x.values[row]!, index.x.scale);
        const py = onAxis(index.y.values[row]!, index.y.scale);
        if (crossings(grid, px, py, Math.floor(k / across.count)) === 1)
          addRows(set.words, index.rows, at, at + 1);
      }
  }
  return set;
}

function addRows(words: Uint32Array, rows: Uint32Array, from: number, to: number): void {
  for (let at = from; at < to; at++) words[rows[at]! >>> 5]! |= 1 << (rows[at]! & 31);
}
