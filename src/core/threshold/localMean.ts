import type { Strip } from '../strips/index.ts';
import type { LocalLevels } from './localLevels.ts';
import { surroundingsOf } from './surroundings.ts';
import { windowSumsInto } from './windowSums.ts';

/** The mean of the square of `size` x `size` pixels around each pixel.
 *
 * Method: window sums that begin anew with each block, divided by the number of finite pixels in the window.
 * Shape:  a strip with a halo of (size - 1) / 2 in; levels by blocks of rows out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; NaN where nothing is left.
 * Border: as the halo is filled.
 * Errors: none.   Cost: a few ns a pixel whatever the size; 8 to 24 bytes for each pixel of the strip.
 * Source: SciPy `uniform_filter`; the sum is divided once, which keeps the means of whole numbers exact.
 * Checked against: skimage 0.19.3 threshold_local, group threshold_local of the reference data, rtol 1e-10. */
export function localMean(strip: Strip, size: number): LocalLevels {
  const { width } = strip;
  const { stride, values, present } = surroundingsOf(strip);
  return (from, to, out) => {
    const pixels = (to - from) * width;
    windowSumsInto(out, values, stride, width, from, to, size);
    let counts: Float64Array | null = null;
    if (present !== null) {
      counts = new Float64Array(pixels);
      windowSumsInto(counts, present, stride, width, from, to, size);
    }
    meansOfSums(out, counts, size * size, pixels);
  };
}

function meansOfSums(sums: Float64Array, counts: Float64Array | null, area: number, count: number): void {
  // What running sums leave of nothing need not be 0.
  for (let i = 0; i < count; i++) sums[i] /= counts === null ? area : counts[i] || NaN;
}
