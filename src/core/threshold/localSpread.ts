import type { Strip } from '../strips/index.ts';
import type { LocalLevels } from './localLevels.ts';
import { surroundingsOf } from './surroundings.ts';
import { windowSumsInto } from './windowSums.ts';

/** Puts levels in the place of the means. */
export type LevelsOfSpread = (means: Float64Array, stds: Float64Array, count: number) => void;

/** Levels made of the mean and the standard deviation of the square of `size` x `size` pixels around each pixel.
 *
 * Method: window sums of the values and of their squares, both less the block's first finite value, so that little is
 *         lost by rounding; the standard deviation divides by the number of finite pixels.
 * Shape:  a strip with a halo of (size - 1) / 2 in; levels by blocks of rows out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; NaN where nothing is left.
 * Border: as the halo is filled (skimage: mirror).
 * Errors: none.   Cost: about 10 ns a pixel whatever the size; 8 to 40 bytes for each pixel of the strip.
 * Source: Niblack 1986, An Introduction to Digital Image Processing, p. 115: mean - k std. Sauvola & Pietikainen 2000,
 *         Pattern Recognition 33, 225, eq. 5: mean (1 + k (std / r - 1)). skimage squares float32 images in single
 *         precision; this is double.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, rtol 1e-10 for float64. */
export function localSpread(strip: Strip, size: number, levelsOf: LevelsOfSpread): LocalLevels {
  const { width } = strip;
  const { stride, values, present } = surroundingsOf(strip);
  let deviations = new Float64Array(0);
  let squares = deviations;
  let stds = deviations;
  // The loops are functions of the module: what a function that is made anew for each strip runs is compiled anew, too.
  return (from, to, out) => {
    const count = (to - from) * width;
    const held = (to - from + size - 1) * stride;
    if (deviations.length < held) {
      deviations = new Float64Array(held);
      squares = new Float64Array(held);
      stds = new Float64Array(count);
    }
    const first = firstFinite(strip, from, to);
    deviationsInto(deviations, squares, values, present, from * stride, held, first);
    windowSumsInto(out, deviations, stride, width, 0, to - from, size);
    windowSumsInto(stds, squares, stride, width, 0, to - from, size);
    let counts: Float64Array | null = null;
    if (present !== null) {
      counts = new Float64Array(count);
      windowSumsInto(counts, present, stride, width, from, to, size);
    }
    spreadOfSums(out, stds, counts, size * size, count, first);
    levelsOf(out, stds, count);
  };
}

function firstFinite({ pixels, width, haloX, haloY }: Strip, from: number, to: number): number {
  for (let row = from; row < to; row++) {
    const at = (row + haloY) * (width + 2 * haloX) + haloX;
    for (let x = 0; x < width; x++) if (pixels[at + x] - pixels[at + x] === 0) return pixels[at + x];
  }
  return 0;
}

function deviationsInto(
  deviations: Float64Array,
  squares: Float64Array,
  values: Float64Array,
  present: Float64Array | null,
  start: number,
  count: number,
  first: number,
): void {
  for (let i = 0; i < count; i++) {
    const deviation = present === null || present[start + i] === 1 ? values[start + i] - first : 0;
    deviations[i] = deviation;
    squares[i] = deviation * deviation;
  }
}

/** Makes means of sums of deviations from `first`, standard deviations of those of their squares. */
function spreadOfSums(
  sums: Float64Array,
  squareSums: Float64Array,
  counts: Float64Array | null,
  area: number,
  count: number,
  first: number,
): void {
  for (let i = 0; i < count; i++) {
    // What running sums leave of nothing need not be 0.
    const finite = counts === null ? area : counts[i] || NaN;
    const mean = sums[i] / finite;
    const variance = Math.max(0, squareSums[i] / finite - mean * mean);
    sums[i] = first + mean;
    squareSums[i] = Math.sqrt(variance);
  }
}
