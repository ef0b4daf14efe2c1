import type { Strip, StripResult } from '../strips/index.ts';
import { expOfMinus, expTable } from './expTable.ts';

export interface BilateralOptions {
  /** Pixels of the window on either side of its middle. */
  readonly radius: number;
  /** Standard deviation of the difference in value; 0 leaves the image as it is. */
  readonly sigmaColor: number;
  /** Standard deviation of the distance, in pixels. */
  readonly sigmaSpatial: number;
}

/** Bilateral filter: the mean of a window, weighted by nearness in place and in value.
 *
 * Method: weight = exp(-d² / 2 sigmaSpatial²) exp(-(v - centre)² / 2 sigmaColor²) over the (2 radius + 1)² pixels.
 * Shape:  a strip with a halo of `radius` in, its rows out; sums in double.
 * Units:  `sigmaColor` in the unit of the pixels, the rest in pixels.
 * Non-finite and masked: NaN and infinities are left out of the means of others and stay what they are.
 * Border: what the halo holds.
 * Errors: none.
 * Cost:   O(pixels × window); a table of 90 KiB, so that weights are right to 1e-11.
 * Source: Tomasi & Manduchi, 1998, Bilateral filtering for gray and color images, eq. 1 to 7. scikit-image 0.19 looks up
 *         weights of value in bins, and those of place in a table that it reads with the wrong row length.
 * Checked against: NumPy by the definition, rtol 1e-9; scikit-image 0.19 with a nearly flat weight of place, 2e-3. */
export function bilateralInto(result: StripResult, strip: Strip, options: BilateralOptions): void {
  const { radius, sigmaColor, sigmaSpatial } = options;
  const { width, rows, haloX, haloY, pixels } = strip;
  const stride = width + 2 * haloX;
  const side = 2 * radius + 1;
  const table = expTable();
  const spatial = new Float64Array(side * side);
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const u = (dx * dx + dy * dy) / (2 * sigmaSpatial * sigmaSpatial);
      spatial[(dy + radius) * side + dx + radius] = expOfMinus(table, u);
    }
  }
  const perSquare = 1 / (2 * sigmaColor * sigmaColor);
  const out = result.pixels;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y + haloY) * stride + x + haloX;
      const centre = pixels[at];
      if (centre - centre !== 0 || !(perSquare < Infinity)) {
        out[y * width + x] = centre;
        continue;
      }
      // Sums of differences from the centre keep the digits of a bright pixel.
      let sum = 0;
      let weights = 0;
      let place = 0;
      for (let dy = -radius; dy <= radius; dy++) {
        let from = at + dy * stride - radius;
        for (let i = 0; i < side; i++, from++, place++) {
          const difference = pixels[from] - centre;
          if (difference - difference !== 0) continue;
          const weight = spatial[place] * expOfMinus(table, difference * difference * perSquare);
          sum += weight * difference;
          weights += weight;
        }
      }
      out[y * width + x] = centre + sum / weights;
    }
  }
}
