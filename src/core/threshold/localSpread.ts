import type { Strip } from '../strips/index.ts';
import type { LocalLevels } from './localLevels.ts';
import { surroundingsOf } from './surroundings.ts';
import { windowSumsInto } from './windowSums.ts';

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
export function localSpread(
  strip: Strip,
  size: number,
  level: (mean: number, std: number) => number,
): LocalLevels {
  const { width, haloX, haloY } = strip;
  const { stride, values, present } = surroundingsOf(strip);
  return (from, to, out) => {
    const rows = to - from;
    const held = (rows + size - 1) * stride;
    const first = firstFinite(strip, from, to);
    const deviations = new Float64Array(held);
    const squares = new Float64Array(held);
    const start = from * stride;
    for (let i = 0; i < held; i++) {
      const deviation = present === null || present[start + i] === 1 ? values[start + i] - first : 0;
      deviations[i] = deviation;
      squares[i] = deviation * deviation;
    }
    const squareSums = new Float64Array(rows * width);
    windowSumsInto(out, deviations, stride, width, 0, rows, size);
    windowSumsInto(squareSums, squares, stride, width, 0, rows, size);
    let counts: Float64Array | null = null;
    if (present !== null) {
      counts = new Float64Array(rows * width);
      windowSumsInto(counts, present, stride, width, from, to, size);
    }
    for (let i = 0; i < rows * width; i++) {
      // What running sums leave of nothing need not be 0.
      const count = counts === null ? size * size : counts[i] || NaN;
      const mean = out[i] / count;
      const variance = Math.max(0, squareSums[i] / count - mean * mean);
      out[i] = level(first + mean, Math.sqrt(variance));
    }
  };

  function firstFinite({ pixels }: Strip, from: number, to: number): number {
    for (let row = from; row < to; row++) {
      const at = (row + haloY) * stride + haloX;
      for (let x = 0; x < width; x++) if (pixels[at + x] - pixels[at + x] === 0) return pixels[at + x];
    }
    return 0;
  }
}
