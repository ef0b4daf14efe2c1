import { bytesPerPixel, pixelView, type Kernels } from '../kernels/index.ts';
import { exp } from '../math/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

export interface BilateralOptions {
  /** Pixels of the window on either side of its middle. */
  readonly radius: number;
  /** Standard deviation of the difference in value; 0 leaves the image as it is. */
  readonly sigmaColor: number;
  /** Standard deviation of the distance, in pixels. */
  readonly sigmaSpatial: number;
}

/** Finite, so that times a difference of 0 it is 0 where `sigmaColor` is 0. */
const LARGEST = { float32: 1e38, float64: 1e307 } as const;

/** Bilateral filter: the mean of a window, weighted by nearness in place and in value.
 *
 * Method: weight = exp(-d² / 2 sigmaSpatial²) exp(-(v - centre)² / 2 sigmaColor²) over the (2 radius + 1)² pixels; sums of
 *         differences from the centre keep the digits of a bright pixel.
 * Shape:  a strip with a halo of `radius` in, its rows out; weights and sums in the type of the pixels.
 * Units:  `sigmaColor` in the unit of the pixels, the rest in pixels.
 * Non-finite and masked: NaN and infinities are left out of the means of others and stay what they are.
 * Border: what the halo holds.
 * Errors: none.
 * Cost:   O(pixels × window); about 2 ns a weight of float32 pixels, 6 ns of float64.
 * Source: Tomasi & Manduchi, 1998, Bilateral filtering for gray and color images, eq. 1 to 7. scikit-image 0.19 looks up
 *         weights of value in bins, and those of place in a table that it reads with the wrong row length.
 * Checked against: NumPy by the definition, rtol 1e-9; scikit-image 0.19 with a nearly flat weight of place, 2e-3. */
export function bilateralInto(
  result: StripResult,
  strip: Strip,
  { radius, sigmaColor, sigmaSpatial }: BilateralOptions,
  kernels: Kernels,
): void {
  const { width, rows, haloX, haloY, pixelType: type } = strip;
  const size = bytesPerPixel(type);
  const pitch = (width + 2 * haloX) * size;
  const side = 2 * radius + 1;
  const mark = kernels.mark();
  try {
    const places = kernels.allocate(side * side * size);
    const weights = pixelView(type, kernels.memory.buffer, places, side * side);
    for (let i = 0; i < weights.length; i++) {
      const dx = (i % side) - radius;
      const dy = Math.floor(i / side) - radius;
      weights[i] = exp(-(dx * dx + dy * dy) / (2 * sigmaSpatial * sigmaSpatial));
    }
    const corner = strip.pointer + (haloY - radius) * pitch + (haloX - radius) * size;
    kernels.bilateral({
      type,
      pointer: corner,
      pitch,
      width,
      rows,
      side,
      places,
      perValue: Math.min(Math.SQRT1_2 / sigmaColor, LARGEST[type]),
      out: result.pointer,
    });
  } finally {
    kernels.release(mark);
  }
}
