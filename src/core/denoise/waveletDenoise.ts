import { log, log2 } from '../math/index.ts';
import { newPixels } from '../kernels/index.ts';
import { selectRank } from '../percentile/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { fillMissing } from './fillMissing.ts';
import { waveletFilters, type WaveletName } from './wavelets.ts';
import { decompose, restore, type Decomposition, type Plane } from './waveletTransform.ts';

export interface WaveletOptions {
  readonly wavelet: WaveletName;
  readonly method: 'BayesShrink' | 'VisuShrink';
  readonly mode: 'soft' | 'hard';
  /** Standard deviation of the noise; 0 estimates it from the finest details. */
  readonly sigma: number;
  /** 0 takes three fewer than there can be, at least one. */
  readonly levels: number;
}

/** The upper quartile of the normal distribution: a median of |x| divided by it is a standard deviation. */
const NORMAL_QUARTILE = 0.6744897501960817;
const MACHINE_EPSILON = { float32: 2 ** -23, float64: 2 ** -52 } as const;

/** Wavelet denoising by thresholds, as `skimage.restoration.denoise_wavelet`.
 *
 * Method: details below a threshold become 0 (hard), or all are drawn towards 0 by it (soft). BayesShrink: sigma² /
 *         sqrt(mean square - sigma²) for each band; VisuShrink: sigma sqrt(2 ln pixels) for all. The noise is estimated as
 *         the median of the absolute finest diagonal details that are not 0, divided by 0.6745.
 * Shape:  a whole image in, a new one of the same type out; all in double.
 * Units:  `sigma` in the unit of the image.
 * Non-finite and masked: filled from their neighbours for the transform, and stay what they are.
 * Border: symmetric.
 * Errors: what `progress` throws; it is called every few milliseconds.
 * Cost:   O(pixels × filter); four doubles a pixel.
 * Source: Chang, Yu & Vetterli, 2000, IEEE Trans. Image Proc. 9, 1532; Donoho & Johnstone, 1994, Biometrika 81, 425.
 *         An image without any noise is left as it is, where scikit-image 0.19 gives NaN.
 * Checked against: scikit-image 0.19 with PyWavelets 1.1, rtol 1e-9 (float64), 2e-5 (float32). */
export function waveletDenoise(
  image: WholeImage,
  options: WaveletOptions,
  progress: (share: number) => void,
): WholeImage {
  const { width, height, pixelType } = image;
  const filters = waveletFilters(options.wavelet);
  const levels = options.levels || defaultLevels(width, height, filters.decomposeLow.length);
  const data = new Float64Array(image.pixels);
  const pixels = newPixels(pixelType, data.length);
  if (!fillMissing(data, width, height)) {
    pixels.set(image.pixels);
    return { width, height, pixelType, pixels };
  }
  const parts: Decomposition[] = [];
  const sizes: Plane[] = [{ width, height, data }];
  for (let level = 0; level < levels; level++) {
    const part = decompose(sizes[level], filters, () => progress((0.5 * level) / levels));
    parts.push(part);
    sizes.push(part.coarse);
  }
  const sigma = options.sigma || noiseOf(parts[0].details[2].data);
  const universal = sigma * Math.sqrt(2 * log(width * height));
  let coarse = sizes[levels];
  for (let level = levels - 1; level >= 0; level--) {
    const tick = () => progress(1 - (0.5 * (level + 1)) / levels);
    tick();
    const { details } = parts[level];
    for (const { data: band } of details) {
      const threshold =
        options.method === 'VisuShrink' ? universal : bayesThreshold(band, sigma, MACHINE_EPSILON[pixelType]);
      shrink(band, threshold, options.mode);
    }
    coarse = restore({ coarse, details }, sizes[level].width, sizes[level].height, filters, tick);
  }
  for (let i = 0; i < data.length; i++) {
    const value = image.pixels[i];
    pixels[i] = value - value === 0 ? coarse.data[i] : value;
  }
  return { width, height, pixelType, pixels };
}

/** Three levels fewer than the shorter side can be halved to the filter's length, at least one. */
function defaultLevels(width: number, height: number, taps: number): number {
  const shortest = Math.min(width, height);
  if (shortest < taps - 1) return 1;
  return Math.max(1, Math.floor(log2(shortest / (taps - 1))) - 3);
}

function noiseOf(details: Float64Array): number {
  const all = new Float64Array(details.length);
  let count = 0;
  for (let i = 0; i < details.length; i++) if (details[i] !== 0) all[count++] = Math.abs(details[i]);
  if (count === 0) return 0;
  const sizes = all.subarray(0, count);
  const half = sizes.length >> 1;
  const upper = selectRank('float64', [sizes], half);
  const median = sizes.length % 2 === 1 ? upper : (selectRank('float64', [sizes], half - 1) + upper) / 2;
  return median / NORMAL_QUARTILE;
}

function bayesThreshold(band: Float64Array, sigma: number, epsilon: number): number {
  let squares = 0;
  for (let i = 0; i < band.length; i++) squares += band[i] * band[i];
  const variance = sigma * sigma;
  return variance / Math.sqrt(Math.max(squares / band.length - variance, epsilon));
}

function shrink(band: Float64Array, threshold: number, mode: 'soft' | 'hard'): void {
  for (let i = 0; i < band.length; i++) {
    const size = Math.abs(band[i]);
    if (size < threshold) band[i] = 0;
    else if (mode === 'soft' && size > 0) band[i] *= 1 - threshold / size;
  }
}
