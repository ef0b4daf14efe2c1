import { BIAS_INDEX, INDEX_SHIFT, PLACE_BIAS, TABLE_SIZE } from './displayTable.ts';

/* A biased place is stored as a float and read back as bits, and clamped as an integer: no branches, which the noise of
 * a picture would mislead. */
const asFloat = new Float32Array(1);
const asBits = new Int32Array(asFloat.buffer);
const LAST = TABLE_SIZE - 1;
/** Bits of +infinity; those of NaN, without the sign, are above. */
const INFINITY_BITS = 0x7f800000;

/** Limits that coincide send pixels at or below the limit to 0 and those above to 1. */
function scaleOfLimits(low: number, high: number): number {
  return high > low ? Math.min(1 / (high - low), Number.MAX_VALUE) : Number.MAX_VALUE;
}

/** Grey levels of pixels through a display table.
 *
 * Method: t = (pixel - low) / (high - low) clamped to 0 … 1, then the table entry of t (see `tableIndex`).
 * Shape:  levels and pixels of equal length.
 * Units:  limits and pixels in raw values relative to the same offset.
 * Non-finite: NaN gets `nanLevel`; infinities are clamped.
 * Cost:   4 to 6 ns a pixel in plain JavaScript, no allocation in the loop.
 * Checked against: the formula, test/property/core/stretch.test.ts. */
export function levelsInto(
  levels: Uint8Array | Uint8ClampedArray,
  pixels: Float32Array,
  low: number,
  high: number,
  table: Uint8Array,
  nanLevel = 0,
): void {
  const scale = scaleOfLimits(low, high);
  // Storing into a clamped array costs a second clamping.
  const plain = new Uint8Array(levels.buffer, levels.byteOffset, levels.length);
  for (let i = 0; i < pixels.length; i++) {
    asFloat[0] = (pixels[i] - low) * scale + PLACE_BIAS;
    const bits = asBits[0];
    let index = (bits >> INDEX_SHIFT) - BIAS_INDEX;
    index &= ~(index >> 31);
    const above = index - LAST;
    index = LAST + (above & (above >> 31));
    plain[i] = (bits & 0x7fffffff) <= INFINITY_BITS ? table[index] : nanLevel;
  }
}

/** Colours of pixels through a table of packed colours (`applyLevels` of core/colormap makes one); else as
 * `levelsInto`, with `nanColour` for NaN. */
export function paintInto(
  rgba: Uint32Array,
  pixels: Float32Array,
  low: number,
  high: number,
  rgbaTable: Uint32Array,
  nanColour: number,
): void {
  const scale = scaleOfLimits(low, high);
  for (let i = 0; i < pixels.length; i++) {
    asFloat[0] = (pixels[i] - low) * scale + PLACE_BIAS;
    const bits = asBits[0];
    let index = (bits >> INDEX_SHIFT) - BIAS_INDEX;
    index &= ~(index >> 31);
    const above = index - LAST;
    index = LAST + (above & (above >> 31));
    rgba[i] = (bits & 0x7fffffff) <= INFINITY_BITS ? rgbaTable[index] : nanColour;
  }
}
