import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import { stripAt, type Strip, type StripResult } from '../strips/index.ts';
import { gaussianStrip } from './gaussianStrip.ts';
import { pitchOf } from './window.ts';

/** Both pixels of the result's place. */
type Combine = (pixel: number, blurred: number) => number;

/** The image and `amount` times what a blur takes off it, as `skimage.filters.unsharp_mask` with preserve_range.
 *
 * Shape:  the strip's, halo at least `gaussianRadius(radius, 4)`.
 * Units:  `radius`, the sigma of the blur, in pixels.
 * Non-finite and masked: left out of the blur of other pixels; they stay what they are.
 * Checked against: scikit-image 0.19, 1e-12 for float64, 2e-6 for float32. */
export function unsharpMaskStrip(
  strip: Strip,
  result: StripResult,
  { radius, amount }: { readonly radius: number; readonly amount: number },
  kernels: Kernels,
): void {
  const blur = { sigmaX: radius, sigmaY: radius, truncate: 4, missing: 'ignore' } as const;
  gaussianStrip(strip, result, blur, kernels);
  combineInto(strip, result, (pixel, blurred) =>
    Number.isFinite(pixel) ? pixel + (pixel - blurred) * amount : pixel,
  );
}

/** The difference of two blurs, as `skimage.filters.difference_of_gaussians`.
 *
 * Shape:  the strip's, halo at least `gaussianRadius` of the larger sigma.
 * Units:  sigmas in pixels.
 * Non-finite and masked: left out of the blurs of other pixels; NaN themselves.
 * Checked against: scikit-image 0.19, 1e-12 for float64; within 1e-6 of the blurs for float32. */
export function differenceOfGaussiansStrip(
  strip: Strip,
  result: StripResult,
  {
    lowSigma,
    highSigma,
    truncate,
  }: { readonly lowSigma: number; readonly highSigma: number; readonly truncate: number },
  kernels: Kernels,
): void {
  const { width, rows, pixelType } = result;
  const mark = kernels.mark();
  try {
    const pointer = kernels.allocate(width * rows * bytesPerPixel(pixelType));
    const wide = stripAt(kernels, { width, rows, haloX: 0, haloY: 0, pixelType, pointer });
    const blur = (into: StripResult, sigma: number): void =>
      gaussianStrip(strip, into, { sigmaX: sigma, sigmaY: sigma, truncate, missing: 'ignore' }, kernels);
    blur(result, lowSigma);
    blur(wide, highSigma);
    const [low, high] = [result.pixels, wide.pixels];
    for (let i = 0; i < low.length; i++) low[i] -= high[i];
  } finally {
    kernels.release(mark);
  }
}

/** `result`, which holds the blurred pixels, gets what `combine` makes of each with the strip's own. */
function combineInto(strip: Strip, result: StripResult, combine: Combine): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const target = result.pixels;
  for (let y = 0; y < rows; y++) {
    const from = (haloY + y) * pitchOf(strip) + haloX;
    for (let x = 0; x < width; x++) target[y * width + x] = combine(pixels[from + x], target[y * width + x]);
  }
}
