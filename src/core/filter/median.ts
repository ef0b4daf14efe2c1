import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { rankMedian } from './rankMedian.ts';
import { hasGaps, pitchOf, windowStart } from './window.ts';

/** Median of the square around each pixel of a strip, as `scipy.ndimage.median_filter`.
 *
 * Method: windows of 3 and 5 by fixed exchanges of vectors (kernel `median`), larger ones by `rankMedian`. `poll` is
 *         called every few milliseconds of work, and may throw to stop it.
 * Shape:  the strip's; `size` odd, halo at least floor(size / 2).
 * Non-finite and masked: NaN is left out of the medians of other pixels (with an even number left, the mean of the two in the
 *         middle) and stays NaN; infinities are values. -0 counts as 0.
 * Cost:   O(size) a pixel; beyond size 5 a sort of tiles with their halo, 0.2 µs a pixel of size 21, and some 30 bytes for each
 *         pixel of a tile.
 * Checked against: scipy 1.10, equal. */
export function medianStrip(
  strip: Strip,
  result: StripResult,
  { size }: { readonly size: number },
  kernels: Kernels,
  poll: () => void = () => {},
): void {
  if (size === 1) return copyPixels(strip, result);
  if (size !== 3 && size !== 5) return rankMedian(strip, result, size, kernels, poll);
  const { width, rows, pixelType } = strip;
  const bytes = bytesPerPixel(pixelType);
  const radius = (size - 1) / 2;
  const mark = kernels.mark();
  try {
    kernels.median({
      type: pixelType,
      size,
      pointer: windowStart(strip, radius, radius),
      pitch: pitchOf(strip) * bytes,
      width,
      rows,
      out: result.pointer,
      scratch: kernels.allocate(size * (width + 12) * bytes),
    });
  } finally {
    kernels.release(mark);
  }
  const gaps = hasGaps(strip, strip.haloY - radius, rows + 2 * radius, kernels);
  if (gaps) medianWithGaps(strip, result, radius, poll);
}

/** The median of one value. */
function copyPixels(strip: Strip, result: StripResult): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const pitch = pitchOf(strip);
  for (let y = 0; y < rows; y++) {
    const from = (haloY + y) * pitch + haloX;
    for (let x = 0; x < width; x++) result.pixels[y * width + x] = pixels[from + x] + 0;
  }
}

/** Does the windows that hold NaN again, by themselves. */
function medianWithGaps(strip: Strip, result: StripResult, radius: number, poll: () => void): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const pitch = pitchOf(strip);
  const touched = new Uint8Array(width * rows);
  for (let y = -radius; y < rows + radius; y++) {
    for (let x = -radius; x < width + radius; x++) {
      if (!Number.isNaN(pixels[(haloY + y) * pitch + haloX + x])) continue;
      for (let i = Math.max(0, y - radius); i <= Math.min(rows - 1, y + radius); i++)
        touched.fill(1, i * width + Math.max(0, x - radius), i * width + Math.min(width, x + radius + 1));
    }
  }
  const window = new Float64Array((2 * radius + 1) ** 2);
  const target = result.pixels;
  for (let at = 0; at < touched.length; at++) {
    const x = at % width;
    if (x === 0) poll();
    if (!touched[at]) continue;
    const centre = (haloY + (at - x) / width) * pitch + haloX + x;
    if (Number.isNaN(pixels[centre])) {
      target[at] = NaN;
      continue;
    }
    let count = 0;
    for (let i = -radius; i <= radius; i++) {
      for (let j = -radius; j <= radius; j++) {
        const value = pixels[centre + i * pitch + j] + 0;
        if (!Number.isNaN(value)) insert(window, count++, value);
      }
    }
    const upper = window[count >> 1];
    target[at] = count % 2 === 1 ? upper : (window[(count >> 1) - 1] + upper) / 2;
  }
}

/** Into the first `count` values, which are sorted. */
function insert(sorted: Float64Array, count: number, value: number): void {
  let at = count;
  for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
  sorted[at] = value;
}
