import { exp } from '../math/index.ts';

/** Weights 0 … radius of a Gaussian from the middle outwards, whose both sides sum to 1; radius floor(4 sigma + 1/2) as in
 * `scipy.ndimage.gaussian_filter1d`, a sigma of 0 giving the single weight 1. */
export function gaussianWeights(sigma: number): Float64Array {
  const radius = gaussianReach(sigma);
  const weights = new Float64Array(radius + 1);
  weights[0] = 1;
  let sum = 1;
  for (let k = 1; k <= radius; k++) {
    weights[k] = exp((-0.5 / (sigma * sigma)) * (k * k));
    sum += 2 * weights[k];
  }
  return weights.map((weight) => weight / sum);
}

/** How far such a Gaussian reaches, in pixels. */
export function gaussianReach(sigma: number): number {
  return Math.floor(4 * sigma + 0.5);
}
