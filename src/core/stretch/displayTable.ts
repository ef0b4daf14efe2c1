import { shadeOfPlace, type DisplayMapping } from './domain.ts';

/* Index of a place t in 0 … 1: the leading bits of t + 2^-12 as a float32, counted from those of 2^-12. Twelve octaves
 * of 4096 entries, so bins are 2^-24 wide near 0, where logarithm, square root and arcsinh are steep, and 2^-13 near 1. */
export const INDEX_SHIFT = 11;
export const PLACE_BIAS = 1 / 4096;

const asFloat = new Float32Array([PLACE_BIAS]);
const asBits = new Int32Array(asFloat.buffer);
const BIAS_BITS = asBits[0];
/** What the shifted bits of a place at 0 are; no bits below are lost. */
export const BIAS_INDEX = BIAS_BITS >> INDEX_SHIFT;

/** Entries of a table: indices 0 … 49153, the last one for t = 1. */
export const TABLE_SIZE = 12 * 4096 + 2;

/** The table index of a place t between the limits (clamped to 0 … 1; NaN gives 0). */
export function tableIndex(place: number): number {
  asFloat[0] = (place > 1 ? 1 : place > 0 ? place : 0) + PLACE_BIAS;
  return (asBits[0] - BIAS_BITS) >>> INDEX_SHIFT;
}

/** The place in the middle of a table entry. */
export function placeOfIndex(index: number): number {
  asBits[0] = BIAS_BITS + (index << INDEX_SHIFT) + (1 << (INDEX_SHIFT - 1));
  return Math.min(asFloat[0] - PLACE_BIAS, 1);
}

/** Grey level 0 … 255 for every table index.
 *
 * Method: the level at an entry is round(255 shade) at the middle of its bin; at the first it is that of t = 0, where all
 * pixels below the limits are. Shades never decrease, so the runs of equal level are found by bisection and filled.
 * Shape:  TABLE_SIZE bytes.
 * Units:  limits in raw values relative to `offset`.
 * Non-finite: high not above low gives the curve of t all the same (painters then send t = 0 or 1).
 * Errors: bad-argument when the book's stretch gets a maximum not above 0.
 * Cost:   about 3000 evaluations of the curve, under a millisecond.
 * Source: own. The book's stretch is steepest at the raw value 0: where the lower limit lies further below 0 than a
 * thousandth of the upper one above it, entries around 0 can be more than half a level off.
 * Checked against: the formula at every entry and at random places, test/property/core/stretch.test.ts. */
export function buildStretchTable(mapping: DisplayMapping): Uint8Array<ArrayBuffer> {
  const shade = shadeOfPlace(mapping);
  const levelAt = (index: number): number =>
    Math.floor(255 * shade(index === 0 ? 0 : placeOfIndex(index)) + 0.5);
  const table = new Uint8Array(TABLE_SIZE);

  const fill = (first: number, firstLevel: number, last: number, lastLevel: number): void => {
    if (firstLevel === lastLevel) {
      table.fill(firstLevel, first, last + 1);
      return;
    }
    if (last - first <= 1) {
      table[first] = firstLevel;
      table[last] = lastLevel;
      return;
    }
    const middle = (first + last) >>> 1;
    const middleLevel = levelAt(middle);
    fill(first, firstLevel, middle, middleLevel);
    fill(middle, middleLevel, last, lastLevel);
  };
  fill(0, levelAt(0), TABLE_SIZE - 1, levelAt(TABLE_SIZE - 1));
  return table;
}
