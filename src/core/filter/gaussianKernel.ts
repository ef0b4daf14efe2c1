import { AppError } from '../errors/index.ts';
import { exp } from '../math/index.ts';

/** Longest kernel on either side: beyond it the filter is no filter any more but a mean. */
const MAX_RADIUS = 100_000;

/** Pixels on either side that a Gaussian kernel reaches, by SciPy's rule. */
export function gaussianRadius(sigma: number, truncate: number): number {
  return Math.floor(truncate * sigma + 0.5);
}

/** Weights 0 … radius from the middle outwards; null where nothing is to be blurred. */
export function gaussianKernel(sigma: number, truncate: number): Float64Array | null {
  const radius = gaussianRadius(sigma, truncate);
  if (!(sigma >= 0) || !(radius <= MAX_RADIUS))
    throw new AppError('bad-argument', `A blur with a sigma of ${sigma} pixels cannot be made.`, {
      remedy: `Choose a sigma of 0 or more whose kernel stays within ${MAX_RADIUS} pixels.`,
      details: { sigma, truncate },
    });
  if (sigma <= 1e-15) return null;
  const weights = new Float64Array(radius + 1);
  const all = new Float64Array(2 * radius + 1);
  for (let k = 0; k <= radius; k++) {
    weights[k] = exp((-0.5 / (sigma * sigma)) * (k * k));
    all[radius + k] = all[radius - k] = weights[k];
  }
  const sum = pairwiseSum(all, 0, all.length);
  for (let k = 0; k <= radius; k++) weights[k] /= sum;
  return weights;
}

/** Sum in NumPy's order (eight running sums, halves beyond 128), so that the weights have its last digits. */
function pairwiseSum(values: Float64Array, start: number, count: number): number {
  if (count > 128) {
    const half = (count >> 1) - ((count >> 1) % 8);
    return pairwiseSum(values, start, half) + pairwiseSum(values, start + half, count - half);
  }
  let sum = 0;
  let i = 0;
  if (count >= 8) {
    const r = values.slice(start, start + 8);
    for (i = 8; i + 8 <= count; i += 8) for (let k = 0; k < 8; k++) r[k] += values[start + i + k];
    sum = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
  }
  for (; i < count; i++) sum += values[start + i];
  return sum;
}
