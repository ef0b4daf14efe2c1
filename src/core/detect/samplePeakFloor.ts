import { bytesPerPixel, type Kernels, type PixelArray } from '../kernels/index.ts';
import { selectRank } from '../percentile/index.ts';
import type { RowProvider } from '../reduce/index.ts';
import { createPeakStore } from './peakChunks.ts';
import { createPeakFinder } from './peakFinder.ts';

const SAMPLE_ROWS = 24;
/** So many times the cap are kept by the guess, to be on the safe side. */
const MARGIN = 1.08;

/** Whether maxima that were looked for with a guessed floor (see `samplePeakFloor`) lack some that the cap has room for.
 * Then, and only then, they must be looked for again without it: where more than `cap` reached the guess, the cap's own
 * floor lies above it, and the result is that of a search for all. */
export function isCutShort(
  maxima: { readonly count: number; readonly kept: number; readonly floor: number },
  guess: number,
): boolean {
  return guess > -Infinity && maxima.floor === guess && maxima.kept < maxima.count;
}

/** A value that somewhat more than `cap` of the maxima are expected to reach, from a fixed sample of rows; -Infinity when
 * all of them are expected to be within the cap. A bad guess costs time, never exactness. */
export function samplePeakFloor(rows: RowProvider, cap: number, kernels: Kernels): number {
  const { width, height, pixelType } = rows.shape;
  // Even a checkerboard has no more maxima than half its pixels, and only plateaus have more.
  if (width * height <= 2 * cap || height < 3) return -Infinity;
  const count = Math.min(SAMPLE_ROWS, height - 2);
  const mark = kernels.mark();
  try {
    const bytes = 3 * width * bytesPerPixel(pixelType);
    const pointer = kernels.allocate(bytes);
    const find = createPeakFinder(pixelType, width, kernels);
    const store = createPeakStore(pixelType, width, 3 * width, kernels);
    const values: PixelArray[] = [];
    let found = 0;
    for (let i = 0; i < count; i++) {
      const y0 = 1 + Math.floor(((i + 0.5) * (height - 2)) / count);
      const target = new Uint8Array(kernels.memory.buffer, pointer, bytes);
      if (rows.readInto(y0 - 1, y0 + 2, target) === 'big-endian') kernels.swap(pixelType, pointer, 3 * width);
      const piece = {
        width,
        y0,
        y1: y0 + 1,
        haloTop: 1,
        haloBottom: 1,
        pointer,
        pixels: new Float32Array(0),
      };
      found += find(piece, -Infinity, store);
      values.push(...store.take().map(({ value }) => value));
    }
    if (found === 0) return -Infinity;
    const expected = (found * height) / count;
    const kept = Math.ceil((found * MARGIN * cap) / expected);
    return kept >= found ? -Infinity : selectRank(pixelType, values, found - kept);
  } finally {
    kernels.release(mark);
  }
}
