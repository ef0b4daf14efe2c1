import { createBitset, type Bitset } from './bitset.ts';
import { onAxis, stepParts, stepsOf, type Levels, type StepParts } from './levels.ts';
import {
  BOUNDARY,
  crossings,
  polygonBox,
  polygonGrid,
  type Polygon,
  type PolygonGrid,
} from './polygonGrid.ts';

/** Cells along an axis, as a power of two: all of them stay in the innermost cache. */
const CELL_BITS = 7;
const CELLS = 1 << CELL_BITS;
/** A polygon over fewer steps has most points in cells on its boundary. */
const FEWEST_STEPS = 32;

/** The same rows as `rowsInPolygon` finds, for points whose axes are sorted into steps: most are told from those alone.
 * Null for a polygon that is too small for the steps. */
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

/** The steps between two places in as small parts as there are cells; null where the steps are too few. */
function partsOf(levels: Levels, from: number, to: number): StepParts | null {
  const steps = stepsOf(levels, from, to);
  if (steps === null || steps.last - steps.first < FEWEST_STEPS) return null;
  let shift = 0;
  while ((steps.last - steps.first) >> shift >= CELLS) shift += 1;
  return stepParts(levels, steps, shift);
}
