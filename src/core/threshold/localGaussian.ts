import type { Strip } from '../strips/index.ts';
import type { LocalLevels } from './localLevels.ts';
import { surroundingsOf } from './surroundings.ts';

/** Columns that are blurred together, so that what they are made of stays in cache. */
const TILE_COLUMNS = 1024;

/** The mean around each pixel, weighted by a Gaussian.
 *
 * Method: along y, then along x; each pass adds the middle product first, then the pairs from the outermost inwards, all
 *         in double precision. Where pixels are missing, the sum is divided by the same sum over the pixels there are.
 * Shape:  a strip with a halo of the kernel's radius in; levels by blocks of rows out. `weights` from the middle outwards.
 * Units:  those of the pixels.
 * Non-finite and masked: left out; NaN where nothing is left.
 * Border: as the halo is filled.
 * Errors: none.   Cost: O(radius) a pixel; 8 to 24 bytes for each pixel of the strip.
 * Source: SciPy `gaussian_filter`, without rounding to single precision in between.
 * Checked against: skimage 0.19.3 threshold_local, groups threshold_local and seed of the reference data, exact counts. */
export function localGaussian(strip: Strip, weights: Float64Array): LocalLevels {
  const { width } = strip;
  const { stride, values, present } = surroundingsOf(strip);
  if (present === null) return (from, to, out) => blurInto(out, values, stride, width, from, to, weights);
  const whole = blurOfOnes(weights);
  return (from, to, out) => {
    const shares = new Float64Array((to - from) * width);
    blurInto(out, values, stride, width, from, to, weights);
    blurInto(shares, present, stride, width, from, to, weights);
    // A window without gaps is not divided: it has the same bytes as in a strip without any.
    for (let i = 0; i < shares.length; i++) if (shares[i] !== whole) out[i] /= shares[i];
  };
}

function blurInto(
  out: Float64Array,
  values: Float64Array,
  stride: number,
  width: number,
  from: number,
  to: number,
  weights: Float64Array,
): void {
  const radius = weights.length - 1;
  const line = new Float64Array(Math.min(TILE_COLUMNS, width) + 2 * radius);
  for (let x0 = 0; x0 < width; x0 += TILE_COLUMNS) {
    const columns = Math.min(TILE_COLUMNS, width - x0);
    for (let row = from; row < to; row++) {
      weighInto(line, 0, columns + 2 * radius, values, (row + radius) * stride + x0, stride, weights);
      weighInto(out, (row - from) * width + x0, columns, line, radius, 1, weights);
    }
  }
}

/** For each of `count` numbers from `middle` on, its weighted sum with its neighbours `step` apart. */
function weighInto(
  out: Float64Array,
  at: number,
  count: number,
  values: Float64Array,
  middle: number,
  step: number,
  weights: Float64Array,
): void {
  for (let x = 0; x < count; x++) out[at + x] = values[middle + x] * weights[0];
  let k = weights.length - 1;
  // Four pairs at a time, in the same order as one by one.
  for (; k >= 4; k -= 4) {
    const [w0, w1, w2, w3] = [weights[k], weights[k - 1], weights[k - 2], weights[k - 3]];
    const low = middle - k * step;
    const high = middle + k * step;
    for (let x = 0; x < count; x++) {
      const l = low + x;
      const h = high + x;
      let sum = out[at + x] + (values[l] + values[h]) * w0;
      sum += (values[l + step] + values[h - step]) * w1;
      sum += (values[l + 2 * step] + values[h - 2 * step]) * w2;
      sum += (values[l + 3 * step] + values[h - 3 * step]) * w3;
      out[at + x] = sum;
    }
  }
  for (; k > 0; k--) {
    const weight = weights[k];
    const low = middle - k * step;
    const high = middle + k * step;
    for (let x = 0; x < count; x++) out[at + x] += (values[low + x] + values[high + x]) * weight;
  }
}

/** What a window of ones gives, added up in the same order. */
function blurOfOnes(weights: Float64Array): number {
  const weigh = (value: number): number => {
    let sum = value * weights[0];
    for (let k = weights.length - 1; k > 0; k--) sum += (value + value) * weights[k];
    return sum;
  };
  return weigh(weigh(1));
}
