import { createBitset, type Bitset } from './bitset.ts';
import { onAxis, placeOfStep, stepAt, type Levels } from './levels.ts';
import {
  BOUNDARY,
  crossings,
  polygonBox,
  polygonGrid,
  type Parts,
  type Polygon,
  type PolygonGrid,
} from './polygonGrid.ts';

/** Cells along an axis, as a power of two: all of them stay in the innermost cache. */
const CELL_BITS = 7;
const CELLS = 1 << CELL_BITS;
/** A polygon over fewer steps has most points in cells on its boundary. */
const FEWEST_STEPS = 32;

/** The same rows as `rowsInPolygon` finds, for points whose axes are sorted into steps: most are told from those alone, in
 * half of the time. Null for a polygon that is too small for the steps. */
export function rowsInLevels(polygon: Polygon, x: Levels, y: Levels, rows: number): Bitset | null {
  const set = createBitset(rows);
  const box = polygonBox(polygon);
  if (box === null) return set;
  const across = partsOf(x, box.left, box.right);
  const up = partsOf(y, box.bottom, box.top);
  if (across === null || up === null) return null;
  const grid = polygonGrid(polygon, across, up, new Uint8Array(CELLS * CELLS), CELLS);
  const { words } = set;
  for (let i = 0; i < words.length; i++)
    words[i] = wordAt(grid, x, y, across, up, i * 32, Math.min(32, rows - i * 32));
  return set;
}

/** The bits of some rows. A function of its own is compiled well after its first calls; a loop of a million rounds is not before
 * its end. */
function wordAt(
  grid: PolygonGrid,
  x: Levels,
  y: Levels,
  across: StepParts,
  up: StepParts,
  first: number,
  bits: number,
): number {
  const { kinds } = grid;
  const { first: x0, shift: xShift } = across;
  const { first: y0, shift: yShift } = up;
  const { steps: xSteps } = x;
  const { steps: ySteps } = y;
  let word = 0;
  for (let bit = 0; bit < bits; bit++) {
    // Steps before the first become huge; step 0 is always one of them.
    const c = ((xSteps[first + bit]! - x0) >>> 0) >>> xShift;
    const r = ((ySteps[first + bit]! - y0) >>> 0) >>> yShift;
    // All bits are set on the grid, and none elsewhere: a branch would be guessed wrongly half of the time.
    const isIn = -(Number(c < CELLS) & Number(r < CELLS));
    let inside = kinds[((r << CELL_BITS) | c) & isIn]! & isIn;
    if (inside === BOUNDARY) {
      const px = onAxis(x.values[first + bit]!, x.scale);
      inside = crossings(grid, px, onAxis(y.values[first + bit]!, y.scale), r);
    }
    word |= inside << bit;
  }
  return word;
}

interface StepParts extends Parts {
  /** The first step of the first part. */
  readonly first: number;
  /** A part has 2 ** shift steps. */
  readonly shift: number;
}

/** The steps between two places in parts; null where they are too few, or no wider than rounding. */
function partsOf(levels: Levels, from: number, to: number): StepParts | null {
  const { low, high, perUnit } = levels;
  const size = Math.max(Math.abs(low), Math.abs(high), high - low, Math.abs(from), Math.abs(to), to - from);
  const margin = 1e-12 * size;
  const first = stepAt(levels, from - margin);
  const last = stepAt(levels, to + margin);
  if (last - first < FEWEST_STEPS || !(margin * perUnit < 1)) return null;
  let shift = 0;
  while ((last - first) >> shift >= CELLS) shift += 1;
  const count = ((last - first) >> shift) + 1;
  return {
    first,
    shift,
    count,
    of: (value) => Math.min(count - 1, Math.max(0, (stepAt(levels, value) - first) >> shift)),
    start: (part) => placeOfStep(levels, first + (part << shift)),
    margin,
  };
}
