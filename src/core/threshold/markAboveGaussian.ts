import { gaussianKernel, gaussianStrip } from '../filter/index.ts';
import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import { stripAt, type Strip, type StripResult } from '../strips/index.ts';
import { exactGaussian } from './exactGaussian.ts';

/** Where the kernel ends, in standard deviations, as in skimage. */
const TRUNCATE = 4;
/** A row with more unsure pixels than one in this many is done as a whole. */
const SPARSE = 32;

/** Writes 1 where a pixel exceeds the Gaussian mean around it less `offset`, 0 elsewhere.
 *
 * Method: `gaussianStrip` gives the means with a rounding error that is known not to exceed a bound; where a pixel is within
 *         it, the mean is made again in double precision and in SciPy's order (`exactGaussian`). So every answer is that of
 *         double precision, at the speed of single. The bound: n products added one by one are off by less than n + 3
 *         roundings of the sum of their magnitudes, in each of two passes.
 * Shape:  a strip with a halo of gaussianRadius(sigma, 4) in, a float32 result of its size out.
 * Units:  `sigma` in pixels, `offset` in those of the image.
 * Non-finite and masked: left out of the means; NaN gives 0, an infinite pixel is above or below any mean.
 * Border: as the halo is filled.
 * Errors: none for a sigma of 0 or more.   Cost: that of `gaussianStrip`, and up to 5 us for each unsure pixel.
 * Source: Higham 2002, Accuracy and Stability of Numerical Algorithms, 3.1; skimage 0.19.3 threshold_local.
 * Checked against: skimage 0.19.3, groups threshold_local and seed of the reference data, exact counts. */
export function markAboveGaussian(
  result: StripResult,
  strip: Strip,
  sigma: number,
  offset: number,
  kernels: Kernels,
): void {
  const { width, rows, haloX, haloY, pixelType } = strip;
  const weights = gaussianKernel(sigma, TRUNCATE) ?? Float64Array.of(1);
  const mark = kernels.mark();
  try {
    const pointer = kernels.allocate(width * rows * bytesPerPixel(pixelType));
    const means = stripAt(kernels, { width, rows, haloX: 0, haloY: 0, pixelType, pointer });
    const options = { sigmaX: sigma, sigmaY: sigma, truncate: TRUNCATE, missing: 'ignore' } as const;
    gaussianStrip(strip, means, options, kernels);
    const rounding = pixelType === 'float32' ? 2 ** -24 : 2 ** -53;
    const relative = 2.02 * (2 * weights.length + 2) * rounding;
    // |v| is at most v + 2 depth, and so is its mean.
    const depth = 2 * Math.max(0, -lowest(strip, kernels));
    const bytes = bytesPerPixel(pixelType);
    const unsureAt = kernels.allocate(4 * width);
    const exact = exactGaussian(strip, weights);
    const line = new Float64Array(width);
    const unsure = new Uint32Array(kernels.memory.buffer, unsureAt, width);
    const { pixels } = strip;
    const marks = result.pixels;
    for (let row = 0; row < rows; row++) {
      const at = (row + haloY) * (width + 2 * haloX) + haloX;
      const out = row * width;
      const count = kernels.aboveMeans({
        type: pixelType,
        pixels: strip.pointer + at * bytes,
        means: means.pointer + out * bytes,
        count: width,
        offset,
        // The comparison itself rounds a few times, which counts in units of the mean and of the offset.
        relative: relative + 8 * rounding,
        absolute: 1.01 * relative * depth + 8 * rounding * Math.abs(offset) + 1e-36,
        out: result.pointer + 4 * out,
        unsure: unsureAt,
      });
      const dense = count * SPARSE > width;
      if (dense) exact.rowInto(line, row);
      for (let i = 0; i < count; i++) {
        const x = unsure[i];
        const mean = dense ? line[x] : exact.at(row, x);
        marks[out + x] = pixels[at + x] > mean - offset ? 1 : 0;
      }
    }
  } finally {
    kernels.release(mark);
  }
}

/** The smallest finite value, 0 where there is none below. */
function lowest(strip: Strip, kernels: Kernels): number {
  const mark = kernels.mark();
  // No value is in a tail without end, but a vector may be written where the lists begin.
  const lists = kernels.allocate(64);
  const { minimum } = kernels.scan({
    type: strip.pixelType,
    pointer: strip.pointer,
    count: (strip.width + 2 * strip.haloX) * (strip.rows + 2 * strip.haloY),
    low: -Infinity,
    high: Infinity,
    lows: lists,
    highs: lists,
  });
  kernels.release(mark);
  return Math.min(0, minimum);
}
