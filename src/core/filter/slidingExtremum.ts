import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';
import { pitchOf, windowStart } from './window.ts';

export interface ExtremumOptions {
  readonly sizeX: number;
  readonly sizeY: number;
  readonly extremum: 'min' | 'max';
  /** Columns and rows of the window before its pixel; floor(size / 2) where not given. */
  readonly beforeX?: number;
  readonly beforeY?: number;
}

/** Rows that go to the kernel at once, which bounds its scratch. */
const BLOCK_ROWS = 256;

/** Smallest or largest value of the rectangle around each pixel of a strip, by the van Herk-Gil-Werman algorithm.
 *
 * Method: along each axis, minima from each pixel to the end of its block of `size` pixels and from the block's start to it;
 *         a window is one of each.
 * Shape:  the strip's, halo at least max(before, size - 1 - before) in each direction.
 * Non-finite and masked: NaN is left out, NaN where a window has nothing else; infinities are values; -0 counts as 0.
 * Cost:   three comparisons a pixel and axis, whatever the window.
 * Source: van Herk, 1992, Pattern Recognition Letters 13, 517; Gil & Werman, 1993.
 * Checked against: scipy 1.10 minimum_filter and maximum_filter, equal. */
export function slidingExtremumStrip(
  strip: Strip,
  result: StripResult,
  options: ExtremumOptions,
  kernels: Kernels,
): void {
  const { sizeX, sizeY, extremum } = options;
  const beforeX = options.beforeX ?? Math.floor(sizeX / 2);
  const beforeY = options.beforeY ?? Math.floor(sizeY / 2);
  const { width, pixelType } = strip;
  const bytes = bytesPerPixel(pixelType);
  const mark = kernels.mark();
  try {
    const most = Math.min(strip.rows, BLOCK_ROWS);
    const scratch = kernels.allocate(4 * (most + 12) * (width + sizeX + 15) + 16 * Math.max(sizeX, sizeY));
    for (let y = 0; y < strip.rows; y += most) {
      kernels.extremum({
        type: pixelType,
        pointer: windowStart(strip, beforeX, beforeY, y),
        pitch: pitchOf(strip) * bytes,
        width,
        rows: Math.min(most, strip.rows - y),
        out: result.pointer + y * width * bytes,
        extremum,
        sizeX,
        sizeY,
        scratch,
      });
    }
  } finally {
    kernels.release(mark);
  }
}
