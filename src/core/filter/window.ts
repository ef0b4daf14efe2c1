import { bytesPerPixel, type Kernels, type PixelType } from '../kernels/index.ts';
import type { Strip } from '../strips/index.ts';

/** Where in the kernels' memory the windows of a strip begin: for a filter that reaches `beforeX` columns to the left and
 * `beforeY` rows up, from row `row` of the strip on. */
export function windowStart(strip: Strip, beforeX: number, beforeY: number, row = 0): number {
  const pixel = (strip.haloY - beforeY + row) * pitchOf(strip) + strip.haloX - beforeX;
  return strip.pointer + pixel * bytesPerPixel(strip.pixelType);
}

/** Pixels from one row of a strip to the next. */
export function pitchOf(strip: Strip): number {
  return strip.width + 2 * strip.haloX;
}

/** How many pixels of packed rows at a byte address are NaN or infinite. */
export function nonFiniteCount(
  { type, width, rows }: { readonly type: PixelType; readonly width: number; readonly rows: number },
  pointer: number,
  kernels: Kernels,
): number {
  const mark = kernels.mark();
  // No value is in a tail without end, but a vector may be written where the lists begin.
  const lists = kernels.allocate(64);
  const tails = { low: -Infinity, high: Infinity, lows: lists, highs: lists };
  const { nonFinite } = kernels.scan({ type, pointer, count: width * rows, ...tails });
  kernels.release(mark);
  return nonFinite;
}

/** Whether any of `rows` rows of a strip and its halo, from row `from` of its memory on, holds NaN or an infinity. */
export function hasGaps(strip: Strip, from: number, rows: number, kernels: Kernels): boolean {
  const width = pitchOf(strip);
  const pointer = strip.pointer + from * width * bytesPerPixel(strip.pixelType);
  return nonFiniteCount({ type: strip.pixelType, width, rows }, pointer, kernels) > 0;
}
