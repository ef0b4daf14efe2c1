import type { Strip } from '../strips/index.ts';
import type { LocalLevels } from './localLevels.ts';

/** Ranks that share one count of the coarse level. */
const GROUP_BITS = 9;

/** The median of the square of `size` x `size` pixels around each pixel.
 *
 * Method: the values of the strip are sorted once and replaced by their ranks; a window slides along each row with a
 *         histogram of ranks and one of groups of 512 ranks, in which the median is looked up (Huang's method).
 * Shape:  a strip with a halo of (size - 1) / 2 in; levels by blocks of rows out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; the mean of the two middle values where an even number is left, NaN where none is.
 * Border: as the halo is filled.
 * Errors: none.   Cost: O(size) a pixel; 24 bytes for each pixel of the strip.
 * Source: Huang, Yang & Tang 1979, IEEE Trans. ASSP 27, 13.
 * Checked against: skimage 0.19.3 threshold_local, group threshold_local of the reference data, exact. */
export function localMedian(strip: Strip, size: number): LocalLevels {
  const { width, haloX, pixels } = strip;
  const stride = width + 2 * haloX;
  const { ranks, values } = ranked(pixels);
  const fine = new Uint32Array(values.length);
  const coarse = new Int32Array((values.length >> GROUP_BITS) + 1);
  let held = 0;
  // The group in which the last median was found, and how many values of the window lie in groups before it.
  let group = 0;
  let before = 0;

  function change(row: number, column: number, by: 1 | -1): void {
    for (let y = 0, at = row * stride + column; y < size; y++, at += stride) {
      const rank = ranks[at];
      if (rank < 0) continue;
      const of = rank >> GROUP_BITS;
      fine[rank] += by;
      coarse[of] += by;
      held += by;
      if (of < group) before += by;
    }
  }

  /** The value that has `place` of the window's values before it. */
  function valueAt(place: number): number {
    while (before > place) before -= coarse[--group];
    while (before + coarse[group] <= place) before += coarse[group++];
    let rank = group << GROUP_BITS;
    for (let passed = before + fine[rank]; passed <= place; passed += fine[rank]) rank++;
    return values[rank];
  }

  return (from, to, out) => {
    for (let row = from; row < to; row++) {
      for (let column = 0; column < size; column++) change(row, column, 1);
      for (let x = 0; x < width; x++) {
        const middle = held >> 1;
        const level = held === 0 ? NaN : valueAt(middle);
        out[(row - from) * width + x] =
          held % 2 === 1 || held === 0 ? level : level / 2 + valueAt(middle - 1) / 2;
        change(row, x, -1);
        if (x + 1 < width) change(row, x + size, 1);
      }
      for (let column = width; column < width + size - 1; column++) change(row, column, -1);
    }
  };
}

/** The distinct finite values, rising, and for each pixel the number of its value, -1 where it is not finite. */
function ranked(pixels: ArrayLike<number>): { ranks: Int32Array; values: Float64Array } {
  const finite = Float64Array.from(pixels).filter((value) => value - value === 0);
  finite.sort();
  let distinct = 0;
  for (let i = 0; i < finite.length; i++)
    if (i === 0 || finite[i] !== finite[distinct - 1]) finite[distinct++] = finite[i];
  const values = finite.slice(0, distinct);
  const ranks = new Int32Array(pixels.length);
  for (let i = 0; i < ranks.length; i++) ranks[i] = rankOf(values, pixels[i]);
  return { ranks, values };
}

function rankOf(values: Float64Array, value: number): number {
  if (value - value !== 0) return -1;
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
