import { exp } from '../math/index.ts';

/** Weights 0 … radius of a Gaussian from the middle outwards, as SciPy has them, cut at 4 standard deviations. */
export function gaussianWeights(sigma: number): Float64Array {
  const radius = Math.floor(4 * sigma + 0.5);
  const weights = new Float64Array(radius + 1).fill(1);
  if (sigma === 0) return weights;
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
