import { BLOCK_ROWS } from '../reduce/index.ts';
import { FILL_REACH, fillMissing } from './fillMissing.ts';
import type { Beyond } from './interpolation.ts';
import type { RowRange, SourceRows } from './sourceRows.ts';

/** Pole of the cubic spline's filter: sqrt(3) - 2. */
const POLE = -0.2679491924311227;
/** Its powers beyond this many are below 1e-27. */
const REACH = 48;

/** Coefficients of the cubic spline through the pixels, for rows y0 … y0 + rows - 1 of an image. */
export interface SplineCoefficients {
  readonly values: Float64Array;
  /** 1 where the pixel is missing; null where none is. */
  readonly missing: Uint8Array | null;
  readonly y0: number;
  readonly rows: number;
}

/** The rows of an image that the coefficients of rows y0 … y1 - 1 are made of. */
export function coefficientRows(y0: number, y1: number, height: number): RowRange {
  if (y0 >= y1) return { y0: 0, y1: 0 };
  const margin = REACH + FILL_REACH;
  const first = y0 - (y0 % BLOCK_ROWS);
  const end = y1 + ((BLOCK_ROWS - (y1 % BLOCK_ROWS)) % BLOCK_ROWS);
  return { y0: Math.max(0, first - margin), y1: Math.min(height, end + margin) };
}

/** Coefficients of the interpolating cubic spline, for the blocks of 64 rows that lie well inside the rows given.
 *
 * Method: a causal and an anticausal recursion along each row, then along each column. Those along columns begin anew 48
 *         rows before each block of 64, where what was before has faded below 1e-27, so that a coefficient does not depend
 *         on which rows are given.
 * Shape:  rows as `coefficientRows` asks for; all whole blocks that have their margins.
 * Non-finite and masked: NaN and infinities are replaced by the mean of the pixels around them before the recursions,
 *         which would spread them over whole rows and columns, and reported in `missing`.
 * Border: `mirror` (also for `constant`) or `reflect`, exact at the border of the image.
 * Cost:   O(pixels), 8 bytes a pixel and as much for a block.
 * Source: M. Unser, A. Aldroubi, M. Eden, 1993, IEEE Trans. Signal Processing 41, 821; SciPy `spline_filter`.
 * Checked against: scipy 1.10, 1e-10 relative, groups rotate, shift, scale of the references. */
export function splineCoefficients(source: SourceRows, mode: Beyond): SplineCoefficients {
  const { width, height, rows, y0 } = source;
  const values = Float64Array.from(source.pixels);
  const missing = fillMissing(values, width, rows);
  if (width > 1) for (let y = 0; y < rows; y++) filterLines(values, y * width, 1, width, 1, width, mode);
  if (height === 1) return { values, missing, y0, rows };

  const filtered = new Float64Array(values.length);
  const margin = REACH + FILL_REACH;
  const block = new Float64Array(width * (BLOCK_ROWS + 2 * REACH));
  const end = y0 + rows;
  for (let first = y0 - (y0 % BLOCK_ROWS); first < end; first += BLOCK_ROWS) {
    const last = Math.min(first + BLOCK_ROWS, height);
    if ((first - margin < y0 && y0 > 0) || (last + margin > end && end < height)) continue;
    const from = Math.max(0, first - REACH);
    const to = Math.min(height, last + REACH);
    block.set(values.subarray((from - y0) * width, (to - y0) * width));
    filterLines(block, 0, width, to - from, width, height, mode, from > 0, to < height);
    filtered.set(block.subarray((first - from) * width, (last - from) * width), (first - y0) * width);
  }
  return { values: filtered, missing, y0, rows };
}

/** Filters `lines` lines side by side (1 apart), each of `count` values `stride` apart from `at` on, in place. `length` is
 * that of the whole line; a cut end lies inside it, and whatever stands there fades away. */
function filterLines(
  data: Float64Array,
  at: number,
  stride: number,
  count: number,
  lines: number,
  length: number,
  mode: Beyond,
  cutStart = false,
  cutEnd = false,
): void {
  const across = stride === 1 ? 1 : lines;
  const end = at + (count - 1) * stride;
  for (let i = 0; i < count; i++) for (let k = 0; k < across; k++) data[at + i * stride + k]! *= 6;
  if (!cutStart)
    for (let k = 0; k < across; k++) data[at + k] = causalStart(data, at + k, stride, count, length, mode);
  for (let i = at + stride; i <= end; i += stride)
    for (let k = i; k < i + across; k++) data[k]! += POLE * data[k - stride]!;
  for (let k = end; k < end + across; k++) {
    if (mode === 'reflect' && !cutEnd) data[k]! *= POLE / (POLE - 1);
    else data[k] = ((POLE * data[k - stride]! + data[k]!) * POLE) / (POLE * POLE - 1);
  }
  for (let i = end - stride; i >= at; i -= stride)
    for (let k = i; k < i + across; k++) data[k] = POLE * (data[k + stride]! - data[k]!);
}

/** The first value of the causal recursion: the sum over the line and its images beyond the border. */
function causalStart(
  data: Float64Array,
  at: number,
  stride: number,
  count: number,
  length: number,
  mode: Beyond,
): number {
  const terms = Math.min(count, REACH);
  // Powers of the pole that come from the other end count only on short lines, which are here as a whole.
  const whole = count === length;
  const period = mode === 'reflect' ? length : length - 1;
  const far = whole ? wholePower(POLE, period) : 0;
  const other = at + (count - 1) * stride;
  if (mode === 'reflect') {
    let sum = data[at]! + far * data[other]!;
    for (let i = 1, power = POLE; i < terms; i++, power *= POLE)
      sum += power * (data[at + i * stride]! + far * data[other - i * stride]!);
    return data[at]! + (sum * POLE) / (1 - far * far);
  }
  let sum = data[at]! + far * data[other]!;
  for (let i = 1, power = POLE; i < Math.min(terms, count - 1); i++, power *= POLE)
    sum += power * (data[at + i * stride]! + far * data[other - i * stride]!);
  return sum / (1 - far * far);
}

function wholePower(base: number, exponent: number): number {
  let power = 1;
  for (let k = 0; k < Math.min(exponent, 1000); k++) power *= base;
  return power;
}
