import type { PixelArray, Reduction } from '../reduce/index.ts';

/** Number of finite pixels of each row, in row order. */
export interface RowCounts {
  readonly counts: Uint32Array;
}

/** How many finite pixels every row of an image has.
 *
 * Method: counting.
 * Shape:  one plane of any size; one count for each row.
 * Units:  none.
 * Non-finite: not counted.
 * Errors: none.   Cost: one pass; 4 bytes a row.
 * Checked against: a plain loop, test/unit/core/limits/finiteSample.test.ts. */
export const finiteCounts: Reduction<Record<never, never>, RowCounts, RowCounts> = {
  halo: 0,
  start() {
    const counts: number[] = [];
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        for (let row = haloTop; row < haloTop + y1 - y0; row++) {
          let finite = 0;
          for (let i = row * width; i < (row + 1) * width; i++) if (Number.isFinite(pixels[i])) finite++;
          counts.push(finite);
        }
      },
      end: () => ({ counts: Uint32Array.from(counts) }),
    };
  },
  merge: (upper, lower) => {
    const counts = new Uint32Array(upper.counts.length + lower.counts.length);
    counts.set(upper.counts);
    counts.set(lower.counts, upper.counts.length);
    return { counts };
  },
  finish: (partial) => partial,
};

export interface FiniteSampleParams {
  /** How many finite pixels come before each row; one more entry than rows, the last being all of them. */
  readonly before: Float64Array;
  /** Every so many of the finite pixels is taken. */
  readonly stride: number;
  /** At most so many are taken. */
  readonly count: number;
}

export interface FiniteSample {
  readonly values: Float64Array;
}

/** What `finiteSample` needs to take about `wanted` finite pixels, evenly over the image, as astropy's zscale does. */
export function samplePlan(before: Float64Array, wanted: number): FiniteSampleParams {
  const all = before[before.length - 1];
  return { before, stride: Math.max(1, Math.floor(all / wanted)), count: wanted };
}

/** How many finite pixels come before each row, from the counts of all rows. */
export function finiteBefore(counts: ArrayLike<number>): Float64Array {
  const before = new Float64Array(counts.length + 1);
  for (let y = 0; y < counts.length; y++) before[y + 1] = before[y] + counts[y]!;
  return before;
}

/** Every stride-th finite pixel of an image, in row order.
 *
 * Method: the finite pixels are numbered in row order; those whose number is a multiple of the stride are taken. Rows
 *   without a missing pixel are not walked through.
 * Shape:  one plane; at most `count` values.
 * Units:  those of the pixels.
 * Non-finite: left out, and not numbered.
 * Errors: none.   Cost: one pass, next to nothing a row; 8 bytes a value.
 * Source: ZScaleInterval of astropy 5.2: values[isfinite(values)][::stride][:n_samples].
 * Checked against: that, test/unit/core/limits/finiteSample.test.ts. */
export const finiteSample: Reduction<FiniteSampleParams, FiniteSample, FiniteSample> = {
  halo: 0,
  start({ before, stride, count }) {
    const values: number[] = [];
    const end = stride * count;
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        for (let y = y0; y < y1; y++) {
          const first = before[y];
          if (first >= end || before[y + 1] === first) continue;
          const from = (haloTop + y - y0) * width;
          if (before[y + 1] - first === width) takeWholeRow(values, pixels, from, width, first, stride, end);
          else takeRow(values, pixels, from, width, first, stride, end);
        }
      },
      end: () => ({ values: Float64Array.from(values) }),
    };
  },
  merge: (upper, lower) => {
    const values = new Float64Array(upper.values.length + lower.values.length);
    values.set(upper.values);
    values.set(lower.values, upper.values.length);
    return { values };
  },
  finish: (partial) => partial,
};

function takeWholeRow(
  values: number[],
  pixels: PixelArray,
  from: number,
  width: number,
  first: number,
  stride: number,
  end: number,
): void {
  const last = Math.min(first + width, end);
  for (let at = Math.ceil(first / stride) * stride; at < last; at += stride)
    values.push(pixels[from + at - first]);
}

function takeRow(
  values: number[],
  pixels: PixelArray,
  from: number,
  width: number,
  first: number,
  stride: number,
  end: number,
): void {
  let number = first;
  for (let i = from; i < from + width && number < end; i++) {
    if (!Number.isFinite(pixels[i])) continue;
    if (number % stride === 0) values.push(pixels[i]);
    number++;
  }
}
