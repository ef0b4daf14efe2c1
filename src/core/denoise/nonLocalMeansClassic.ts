import { exp } from '../math/index.ts';
import type { PlaneShape } from '../reduce/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { expOfMinus, expTable } from './expTable.ts';
import type { NonLocalMeansOptions } from './nonLocalMeans.ts';

/** Patches farther apart than this (in units of h²) get no weight, as in scikit-image. */
const DISTANCE_CUTOFF = 5;

/** Non-local means with patches that weigh their middle more, as first published.
 *
 * Method: distance = sum of w ((p - q)² - 2 sigma²) over the (2 r + 1)² patch, w a Gaussian of standard deviation r / 2 whose
 *         sum is 1 / h²; weight = exp(-max(0, distance)) up to DISTANCE_CUTOFF.
 * Shape:  rows y0 … of an image as a strip with a halo of patchDistance + patchRadius in, the rows out; sums in double.
 * Units:  `h` and `sigma` in the unit of the pixels, the others in pixels.
 * Non-finite and masked: as `nonLocalMeansInto`.
 * Border: patches reach into the halo (mirror gives scikit-image's answer); pixels beyond the border are not averaged.
 * Errors: what `poll` throws, which is called for each row.
 * Cost:   O(pixels × (2 patchDistance + 1)² × patch), less where patches differ early.
 * Source: Buades, Coll & Morel, 2005, A non-local algorithm for image denoising, eq. 1; scikit-image 0.19 (fast_mode=False).
 * Checked against: NumPy by this definition, rtol 1e-9; scikit-image 0.19, whose exponential is approximate, 2e-2. */
export function nonLocalMeansClassicInto(
  result: StripResult,
  strip: Strip,
  y0: number,
  image: PlaneShape,
  options: NonLocalMeansOptions,
  poll: () => void = () => {},
): void {
  const { patchRadius: radius, patchDistance: reach, h, sigma } = options;
  const { width, rows, haloX, haloY, pixels } = strip;
  const out = result.pixels;
  const stride = width + 2 * haloX;
  const patch = patchWeights(radius, h);
  const patchSum = patch.reduce((a, b) => a + b, 0);
  const table = expTable();
  const noise = 2 * sigma * sigma;
  // From this partial sum on, nothing that follows can bring the distance down to the cutoff.
  const hopeless = DISTANCE_CUTOFF + noise * patchSum;

  function distanceBetween(a: number, b: number): number {
    let sum = 0;
    let known = 0;
    let place = 0;
    for (let dy = -radius; dy <= radius; dy++) {
      let at = a + dy * stride - radius;
      let other = b + dy * stride - radius;
      for (let i = -radius; i <= radius; i++, at++, other++, place++) {
        const difference = pixels[at] - pixels[other];
        if (difference - difference !== 0) continue;
        sum += patch[place] * (difference * difference - noise);
        known += patch[place];
      }
      if (sum > hopeless) return Infinity;
    }
    return sum > 0 ? (sum * patchSum) / known : 0;
  }

  for (let y = 0; y < rows; y++) {
    poll();
    const above = Math.min(reach, y0 + y);
    const below = Math.min(reach, image.height - 1 - y0 - y);
    for (let x = 0; x < width; x++) {
      const at = (y + haloY) * stride + x + haloX;
      const centre = pixels[at];
      const left = Math.min(reach, x);
      const right = Math.min(reach, width - 1 - x);
      let sum = 0;
      let weights = 0;
      if (centre - centre === 0) {
        for (let dy = -above; dy <= below; dy++) {
          for (let dx = -left; dx <= right; dx++) {
            const other = at + dy * stride + dx;
            const difference = pixels[other] - centre;
            if (difference - difference !== 0) continue;
            const distance = distanceBetween(at, other);
            if (distance > DISTANCE_CUTOFF) continue;
            const weight = expOfMinus(table, distance);
            sum += weight * difference;
            weights += weight;
          }
        }
      }
      out[y * width + x] = weights > 0 ? centre + sum / weights : centre;
    }
  }
}

function patchWeights(radius: number, h: number): Float64Array {
  const side = 2 * radius + 1;
  const weights = new Float64Array(side * side);
  const spread = radius / 2;
  let sum = 0;
  for (let dy = -radius, place = 0; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++, place++) {
      weights[place] = exp(-(dx * dx + dy * dy) / (2 * spread * spread));
      sum += weights[place];
    }
  }
  for (let i = 0; i < weights.length; i++) weights[i] /= sum * h * h;
  return weights;
}
