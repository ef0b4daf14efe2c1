import { bytesPerPixel, type Kernels, type PixelArray } from '../kernels/index.ts';
import { selectRank } from '../percentile/index.ts';
import type { MultiPass, PlaneShape, RowProvider } from '../reduce/index.ts';
import { createPeakStore } from './peakChunks.ts';
import { createPeakFinder } from './peakFinder.ts';
import { pixelMaxima, type PixelMaximaParams, type PixelMaximaPartial } from './pixelMaxima.ts';

const SAMPLE_ROWS = 24;
/** So many times the cap are kept by the guess, to be on the safe side. */
const MARGIN = 1.08;

/** A plan (see MultiPass) for `pixelMaxima` that does not carry peaks along which the cap will leave out anyway.
 *
 * Method: the first pass keeps the peaks >= `guess` (see `samplePeakFloor`). When more than `cap` of them are found, the
 * cap's own floor lies above the guess, and the result is the one that a pass over all peaks gives; when not, and some
 * were left out, a second pass is made without the guess.
 * Shape, units, non-finite, border: as `pixelMaxima`.
 * Errors: none.   Cost: one pass, or two when the guess was too high.
 * Source: as `pixelMaxima`.
 * Checked against: `pixelMaxima` itself, for good and bad guesses, by property tests. */
export function pixelMaximaPlan(
  params: PixelMaximaParams,
  guess: number,
  plane: PlaneShape,
): MultiPass<PixelMaximaParams, PixelMaximaPartial, PixelMaximaPartial> {
  const first = { ...params, floor: Math.max(params.floor, guess) };
  return {
    params: first,
    next(merged) {
      if (guess > params.floor && merged.kept <= params.cap && merged.kept < merged.count) {
        return { done: false, pass: pixelMaximaPlan(params, -Infinity, plane) };
      }
      return { done: true, result: pixelMaxima.finish(merged, first, plane) };
    },
  };
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
