import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
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

/** How many of `rows` rows of a strip and its halo, from row `from` of its memory on, are NaN or infinite. */
export function nonFiniteCount(strip: Strip, from: number, rows: number, kernels: Kernels): number {
  const mark = kernels.mark();
  // No value is in a tail without end, but a vector may be written where the lists begin.
  const lists = kernels.allocate(64);
  const pitch = pitchOf(strip);
  const { nonFinite } = kernels.scan({
    type: strip.pixelType,
    pointer: strip.pointer + from * pitch * bytesPerPixel(strip.pixelType),
    count: rows * pitch,
    low: -Infinity,
    high: Infinity,
    lows: lists,
    highs: lists,
  });
  kernels.release(mark);
  return nonFinite;
}
