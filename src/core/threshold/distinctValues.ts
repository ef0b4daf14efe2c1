import type { Reduction } from '../reduce/index.ts';

export interface DistinctValuesParams {
  /** Taken off each value; the rest is rounded to the pixel type. */
  readonly minimum: number;
  /** With more distinct values than this the list is given up. */
  readonly cap: number;
}

/** Which values there are, rising; null when there are more than the cap. */
export type DistinctValues = Float64Array | null;

/** The distinct values of an image that has few.
 *
 * Method: a hash table of at most half its places filled, given up as soon as the cap is passed.
 * Shape:  a plane in, a rising list out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out.
 * Border: none.
 * Errors: none.   Cost: a few ns a pixel until given up; 16 to 32 bytes for each value of the cap.
 * Source: plain definition.
 * Checked against: through the threshold of Li. */
export const distinctValues: Reduction<DistinctValuesParams, DistinctValues, DistinctValues> = {
  halo: 0,
  start({ minimum, cap }, plane) {
    const single = plane.pixelType === 'float32';
    let places = 16;
    while (places < 2 * (cap + 1)) places *= 2;
    // A place that is NaN is free.
    const table = new Float64Array(places).fill(NaN);
    const word = new Float64Array(1);
    const halves = new Int32Array(word.buffer);
    let count = 0;
    let previous = NaN;
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        const end = (haloTop + y1 - y0) * width;
        for (let i = haloTop * width; i < end && count <= cap; i++) {
          const value = single ? Math.fround(pixels[i] - minimum) : pixels[i] - minimum;
          if (value === previous || value - value !== 0) continue;
          previous = value;
          // No zero has a sign here: a value less itself is +0.
          word[0] = value;
          const mixed = Math.imul(halves[0] ^ Math.imul(halves[1], 0x9e3779b1), 0x85ebca6b);
          let place = (mixed ^ (mixed >>> 15)) & (places - 1);
          while (table[place] === table[place] && table[place] !== value) place = (place + 1) & (places - 1);
          if (table[place] === value) continue;
          table[place] = value;
          count++;
        }
      },
      end: () => (count > cap ? null : table.filter((value) => value === value).sort()),
    };
  },
  merge(upper, lower, { cap }) {
    if (upper === null || lower === null) return null;
    const both = new Float64Array(upper.length + lower.length);
    both.set(upper);
    both.set(lower, upper.length);
    const distinct = both.sort().filter((value, i) => i === 0 || value !== both[i - 1]);
    return distinct.length > cap ? null : distinct;
  },
  finish: (partial) => partial,
};
