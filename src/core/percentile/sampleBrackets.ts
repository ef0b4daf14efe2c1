import { bytesPerPixel, newPixels, pixelView, type Kernels } from '../kernels/index.ts';
import type { RowProvider } from '../reduce/index.ts';
import { selectPair } from './quickSelect.ts';

/** Values outside which the order statistics of percentiles near the two ends are expected. */
export interface Brackets {
  readonly low: number;
  readonly high: number;
}

/** Brackets that collect nothing. */
export const NO_BRACKETS: Brackets = { low: -Infinity, high: Infinity };

const SAMPLE_ROWS = 32;
const SAMPLE_PIXELS = 16_384;
/** A percentile this near an end is looked for among the values of that tail. */
const TAIL_PERCENT = 3;
/** Standard deviations that the sampled rank is moved inwards, so that the bracket hardly ever misses. */
const SAFETY = 4;

/** Brackets for percentiles near the ends, from a fixed sample of rows; a bad sample costs time, never exactness.
 *
 * Method: up to 32 rows, evenly spaced, are read whole and every n-th of their finite pixels is taken; the bracket of a
 * percentile q is the value at rank r + 4 sqrt(r) + 4 from its end, r = q / 100 * sample size.
 * Shape: rows in, two numbers out.
 * Units: percent; those of the pixels.
 * Non-finite: left out; with no finite pixel in the sample nothing is bracketed.
 * Border: none.
 * Errors: what the provider throws.   Cost: 32 rows read, under a millisecond more.
 * Source: Floyd and Rivest, 1975, Expected time bounds for selection, with fixed rows for random ones.
 * Checked against: exactness of the percentiles does not depend on it; property tests use bad brackets too. */
export function sampleBrackets(rows: RowProvider, percents: readonly number[], kernels: Kernels): Brackets {
  const lowest = percents.filter((percent) => percent <= TAIL_PERCENT);
  const highest = percents.filter((percent) => percent >= 100 - TAIL_PERCENT).map((percent) => 100 - percent);
  if (lowest.length === 0 && highest.length === 0) return NO_BRACKETS;
  const sample = sampledPixels(rows, kernels);
  if (sample.length === 0) return NO_BRACKETS;
  const rankOf = (percent: number) => {
    const rank = (percent / 100) * sample.length;
    return Math.min(sample.length - 1, Math.ceil(rank + SAFETY * Math.sqrt(rank) + SAFETY));
  };
  const valueAt = (rank: number) => selectPair(rows.shape.pixelType, [sample], rank).lower;
  return {
    low: lowest.length === 0 ? -Infinity : valueAt(rankOf(Math.max(...lowest))),
    high: highest.length === 0 ? Infinity : valueAt(sample.length - 1 - rankOf(Math.max(...highest))),
  };
}

function sampledPixels(rows: RowProvider, kernels: Kernels) {
  const { width, height, pixelType } = rows.shape;
  const count = Math.min(SAMPLE_ROWS, height);
  const stride = Math.max(1, Math.floor((count * width) / SAMPLE_PIXELS));
  const sample = newPixels(pixelType, count * Math.ceil(width / stride));
  let taken = 0;
  const mark = kernels.mark();
  try {
    const bytes = width * bytesPerPixel(pixelType);
    const pointer = kernels.allocate(bytes);
    for (let i = 0; i < count; i++) {
      const y = Math.floor(((i + 0.5) * height) / count);
      const order = rows.readInto(y, y + 1, new Uint8Array(kernels.memory.buffer, pointer, bytes));
      if (order === 'big-endian') kernels.swap(pixelType, pointer, width);
      const pixels = pixelView(pixelType, kernels.memory.buffer, pointer, width);
      // A different first column in each row, so that no column pattern is met by all of them.
      for (let x = (i * 7) % stride; x < width; x += stride) {
        const value = pixels[x];
        if (value - value === 0) sample[taken++] = value;
      }
    }
  } finally {
    kernels.release(mark);
  }
  return sample.subarray(0, taken);
}
