import { bytesPerPixel, pixelView, type Kernels, type PixelType } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { gaussianKernel, gaussianRadius } from './gaussianKernel.ts';
import { nonFiniteCount, pitchOf, windowStart } from './window.ts';

export interface GaussianStripOptions {
  readonly sigmaX: number;
  readonly sigmaY: number;
  /** Where the kernel ends, in standard deviations. */
  readonly truncate: number;
  /** `ignore`: non-finite pixels are left out and stay as they are; `spread`: they enter the sums. */
  readonly missing: 'ignore' | 'spread';
}

/** Weights of both directions in the kernels' memory. */
interface Weights {
  readonly type: PixelType;
  readonly x: number;
  readonly tapsX: number;
  readonly y: number;
  readonly tapsY: number;
}

/** Longest radius whose sums of float32 pixels are float32: they are off by less than 1e-6 of the sum of the magnitudes then,
 * and beyond it by more the longer the kernel is. */
const MAX_SINGLE_RADIUS = 40;
/** Rows that are done at once: few enough that what is made for them stays in the cache. */
const BLOCK_ROWS = 64;

/** Gaussian blur of the rows of a strip, as `scipy.ndimage.gaussian_filter`.
 *
 * Method: the kernel of `gaussianFilter` along y, rounded to the pixel type, then along x; products are added in the order of
 *         the pixels, in float32 for float32 pixels and kernels up to MAX_SINGLE_RADIUS, else in float64. With
 *         `ignore`, missing pixels count as 0, and where weight is lacking for it the sum is divided by the share of the
 *         weights that is there (a normalised convolution); elsewhere the bytes are those of `spread`.
 * Shape:  the strip's, halo at least `gaussianRadius` of each sigma.
 * Units:  sigmas in pixels; a sigma of 0 leaves its axis alone.
 * Non-finite and masked: see `missing`.
 * Errors: bad-argument for a sigma that is negative or not finite.
 * Cost:   O(pixels × radius); scratch for 64 rows.
 * Source: SciPy `gaussian_filter`; Knutsson & Westin, 1993, for missing pixels.
 * Checked against: scipy 1.10, group gaussian_filter of the reference data: 1e-12 for float64; 2e-6 for float32 (of the
 *         mean magnitude, where values of both signs cancel). */
export function gaussianStrip(
  strip: Strip,
  result: StripResult,
  options: GaussianStripOptions,
  kernels: Kernels,
): void {
  const mark = kernels.mark();
  try {
    const weights = weightsOf(options, strip.pixelType, kernels);
    const [radiusX, radiusY] = [(weights.tapsX - 1) / 2, (weights.tapsY - 1) / 2];
    for (let y = 0; y < strip.rows; y += BLOCK_ROWS) {
      const rows = Math.min(BLOCK_ROWS, strip.rows - y);
      const shape = { type: strip.pixelType, width: strip.width, rows };
      const out = rowAddress(result, y);
      convolve(windowStart(strip, radiusX, radiusY, y), pitchOf(strip), out, shape, weights, kernels);
      // A missing pixel within reach leaves some sum that is not finite.
      const gaps = options.missing === 'ignore' && nonFiniteCount(shape, out, kernels) > 0;
      if (gaps) blurWithGaps(strip, result, y, rows, weights, kernels);
    }
  } finally {
    kernels.release(mark);
  }
}

function weightsOf(options: GaussianStripOptions, pixelType: PixelType, kernels: Kernels): Weights {
  const { sigmaX, sigmaY, truncate } = options;
  const long = gaussianRadius(Math.max(sigmaX, sigmaY), truncate) > MAX_SINGLE_RADIUS;
  const type = long ? 'float64' : pixelType;
  const y = weightsOfAxis(sigmaY, truncate, type, kernels);
  const x = sigmaX === sigmaY ? y : weightsOfAxis(sigmaX, truncate, type, kernels);
  return { type, x: x.pointer, tapsX: x.taps, y: y.pointer, tapsY: y.taps };
}

function weightsOfAxis(sigma: number, truncate: number, type: PixelType, kernels: Kernels) {
  const half = gaussianKernel(sigma, truncate) ?? Float64Array.of(1);
  const radius = half.length - 1;
  const taps = 2 * radius + 1;
  const pointer = kernels.allocate(taps * bytesPerPixel(type));
  const weights = pixelView(type, kernels.memory.buffer, pointer, taps);
  for (let k = 0; k < taps; k++) weights[k] = half[Math.abs(k - radius)];
  return { pointer, taps };
}

function rowAddress(result: StripResult, y: number): number {
  return result.pointer + y * result.width * bytesPerPixel(result.pixelType);
}

/** `pitch` in pixels. */
function convolve(
  pointer: number,
  pitch: number,
  out: number,
  shape: { readonly type: PixelType; readonly width: number; readonly rows: number },
  weights: Weights,
  kernels: Kernels,
): void {
  const mark = kernels.mark();
  const scratch = kernels.allocate(32 * (shape.width + weights.tapsX + 8));
  kernels.separable({
    ...shape,
    pointer,
    pitch: pitch * bytesPerPixel(shape.type),
    sums: weights.type,
    weightsY: weights.y,
    tapsY: weights.tapsY,
    weightsX: weights.x,
    tapsX: weights.tapsX,
    out,
    scratch,
  });
  kernels.release(mark);
}

/** Rows y … y + rows - 1 where some pixels that they need are missing. */
function blurWithGaps(
  strip: Strip,
  result: StripResult,
  y: number,
  rows: number,
  weights: Weights,
  kernels: Kernels,
): void {
  const { width, pixelType } = strip;
  const mark = kernels.mark();
  const pitch = width + weights.tapsX - 1;
  const height = rows + weights.tapsY - 1;
  const filledAt = kernels.allocate(pitch * height * bytesPerPixel(pixelType));
  const presentAt = kernels.allocate(pitch * height * 8);
  const sharesAt = kernels.allocate(width * rows * 8);
  // Weights of the shares are float64 even where those of the sums are not: little may be left of a share.
  const exact = { ...weights, type: 'float64' as const, x: kernels.allocate(weights.tapsX * 8) };
  const exactY = kernels.allocate(weights.tapsY * 8);
  const { buffer } = kernels.memory;
  const wide = (to: number, from: number, taps: number) =>
    pixelView('float64', buffer, to, taps).set(pixelView(weights.type, buffer, from, taps));
  wide(exact.x, weights.x, weights.tapsX);
  wide(exactY, weights.y, weights.tapsY);
  const filled = pixelView(pixelType, buffer, filledAt, pitch * height);
  const present = new Float64Array(buffer, presentAt, pitch * height);
  const { pixels } = strip;
  const first = strip.haloX - (weights.tapsX - 1) / 2;
  const firstRow = strip.haloY - (weights.tapsY - 1) / 2 + y;
  for (let row = 0; row < height; row++) {
    const from = (firstRow + row) * pitchOf(strip) + first;
    for (let x = 0; x < pitch; x++) {
      const there = Number.isFinite(pixels[from + x]);
      filled[row * pitch + x] = there ? pixels[from + x] : 0;
      present[row * pitch + x] = there ? 1 : 0;
    }
  }
  convolve(filledAt, pitch, rowAddress(result, y), { type: pixelType, width, rows }, weights, kernels);
  const shape = { type: 'float64' as const, width, rows };
  convolve(presentAt, pitch, sharesAt, shape, { ...exact, y: exactY }, kernels);
  const full = fullShare(weights, kernels);
  const shares = new Float64Array(kernels.memory.buffer, sharesAt, width * rows);
  const [source, target] = [strip.pixels, result.pixels];
  for (let row = 0; row < rows; row++) {
    const from = (strip.haloY + y + row) * pitchOf(strip) + strip.haloX;
    const to = (y + row) * width;
    for (let x = 0; x < width; x++) {
      const share = shares[row * width + x];
      if (!Number.isFinite(source[from + x])) target[to + x] = source[from + x];
      else if (share !== full) target[to + x] /= share / full;
    }
  }
  kernels.release(mark);
}

/** What the weights add up to where none is missing, to the last digit: the same sums in the same order. */
function fullShare(weights: Weights, { memory }: Kernels): number {
  let down = 0;
  for (const weight of pixelView(weights.type, memory.buffer, weights.y, weights.tapsY)) down += weight;
  let sum = 0;
  for (const weight of pixelView(weights.type, memory.buffer, weights.x, weights.tapsX)) sum += down * weight;
  return sum;
}
