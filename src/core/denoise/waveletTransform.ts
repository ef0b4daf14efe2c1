import { sourceIndices } from '../strips/index.ts';
import type { WaveletFilters } from './wavelets.ts';

/** A rectangle of numbers, row-major. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float64Array;
}

/** One level: the coarse image, and the details along x, along y and along both. */
export interface Decomposition {
  readonly coarse: Plane;
  readonly details: readonly [Plane, Plane, Plane];
}

/** Pixels between two calls of `tick`. */
const PIXELS_AT_ONCE = 2 ** 18;

/** One level of the discrete wavelet transform in two dimensions.
 *
 * Method: along each axis c[i] = sum over j of filter[j] x[2 i + 1 - j]; of n numbers ⌊(n + filter - 1) / 2⌋ are made.
 * Shape:  any plane in, four planes of about half its sides out.
 * Non-finite and masked: spread over the filter's width; fill holes before.
 * Border: symmetric, half a pixel beyond the edge (d c b a | a b c d | d c b a).
 * Errors: what `tick` throws; it is called every few milliseconds.
 * Cost:   O(pixels × filter); one more plane in memory.
 * Source: Mallat, 1989, IEEE PAMI 11, 674; conventions of PyWavelets.
 * Checked against: PyWavelets 1.1, through `waveletDenoise`, rtol 1e-9. */
export function decompose(plane: Plane, filters: WaveletFilters, tick: () => void): Decomposition {
  const [low, high] = analyseRows(plane, filters, tick);
  return {
    coarse: analyseColumns(low, filters.decomposeLow, tick),
    details: [
      analyseColumns(high, filters.decomposeLow, tick),
      analyseColumns(low, filters.decomposeHigh, tick),
      analyseColumns(high, filters.decomposeHigh, tick),
    ],
  };
}

/** The plane of `width` × `height` that `decompose` took apart.
 *
 * Method: the adjoint of `decompose`; a coarse plane larger than the details by a line is cut to their size.
 * Shape:  four planes in, one out.
 * Non-finite and masked: spread over the filter's width.
 * Errors: what `tick` throws.   Cost: as `decompose`.
 * Source: as `decompose`.
 * Checked against: `decompose` undone to 1e-9, by property tests; PyWavelets 1.1, as `decompose`. */
export function restore(
  { coarse, details }: Decomposition,
  width: number,
  height: number,
  filters: WaveletFilters,
  tick: () => void,
): Plane {
  const low = joinColumns(coarse, details[1], height, filters, tick);
  const high = joinColumns(details[0], details[2], height, filters, tick);
  return joinRows(low, high, width, filters, tick);
}

function blank(width: number, height: number): Plane {
  return { width, height, data: new Float64Array(width * height) };
}

/** Rows of so many pixels between two ticks. */
function rowsAtOnce(width: number): number {
  return Math.ceil(PIXELS_AT_ONCE / width);
}

/** The low and the high half of each row. */
function analyseRows(
  { width, height, data }: Plane,
  { decomposeLow, decomposeHigh }: WaveletFilters,
  tick: () => void,
): [Plane, Plane] {
  const taps = decomposeLow.length;
  const half = (width + taps - 1) >> 1;
  const [low, high] = [blank(half, height), blank(half, height)];
  const [lows, highs] = [low.data, high.data];
  const indices = sourceIndices(width, taps, 'reflect');
  const line = new Float64Array(indices.length);
  const every = rowsAtOnce(width);
  for (let y = 0; y < height; y++) {
    if (y % every === 0) tick();
    const start = y * width;
    for (let x = 0; x < taps; x++) {
      line[x] = data[start + indices[x]];
      line[taps + width + x] = data[start + indices[taps + width + x]];
    }
    for (let x = 0; x < width; x++) line[taps + x] = data[start + x];
    // line[k] is place k - taps.
    for (let i = 0, last = taps + 1, to = y * half; i < half; i++, last += 2, to++) {
      let lowSum = 0;
      let highSum = 0;
      for (let j = 0; j < taps; j++) {
        const value = line[last - j];
        lowSum += decomposeLow[j] * value;
        highSum += decomposeHigh[j] * value;
      }
      lows[to] = lowSum;
      highs[to] = highSum;
    }
  }
  return [low, high];
}

function analyseColumns({ width, height, data }: Plane, filter: Float64Array, tick: () => void): Plane {
  const taps = filter.length;
  const out = blank(width, (height + taps - 1) >> 1);
  const indices = sourceIndices(height, taps, 'reflect');
  const every = rowsAtOnce(width);
  for (let i = 0; i < out.height; i++) {
    if (i % every === 0) tick();
    // A filter has an even length: two rows at a time, so that sums are loaded and stored half as often.
    for (let j = 0; j < taps; j += 2) {
      const a = { data, start: indices[2 * i + 1 + taps - j] * width, factor: filter[j] };
      const b = { data, start: indices[2 * i + taps - j] * width, factor: filter[j + 1] };
      addRows(out, i, a, b);
    }
  }
  return out;
}

/** Columns from their halves; the low one may be wider and higher than the high one. */
function joinColumns(
  low: Plane,
  high: Plane,
  height: number,
  { restoreLow, restoreHigh }: WaveletFilters,
  tick: () => void,
): Plane {
  const taps = restoreLow.length;
  const out = blank(high.width, height);
  const every = rowsAtOnce(out.width);
  for (let y = 0; y < height; y++) {
    if (y % every === 0) tick();
    for (let tap = (y & 1) + taps - 2, i = y >> 1; tap >= 0; tap -= 2, i++) {
      const a = { data: low.data, start: i * low.width, factor: restoreLow[tap] };
      const b = { data: high.data, start: i * high.width, factor: restoreHigh[tap] };
      addRows(out, y, a, b);
    }
  }
  return out;
}

/** Part of a plane, times a factor. */
interface Share {
  readonly data: Float64Array;
  readonly start: number;
  readonly factor: number;
}

/** Adds two rows to row y. */
function addRows({ data, width }: Plane, y: number, a: Share, b: Share): void {
  const to = y * width;
  const { data: one, start: oneStart, factor: oneFactor } = a;
  const { data: other, start: otherStart, factor: otherFactor } = b;
  for (let x = 0; x < width; x++)
    data[to + x] = data[to + x] + oneFactor * one[oneStart + x] + otherFactor * other[otherStart + x];
}

/** Rows from their halves: x[2 m] and x[2 m + 1] are made of the halves' c[m] … c[m + taps / 2 - 1]. */
function joinRows(
  low: Plane,
  high: Plane,
  width: number,
  { restoreLow, restoreHigh }: WaveletFilters,
  tick: () => void,
): Plane {
  const plane = blank(width, low.height);
  const out = plane.data;
  const [lows, highs] = [low.data, high.data];
  const taps = restoreLow.length;
  const every = rowsAtOnce(width);
  for (let y = 0; y < plane.height; y++) {
    if (y % every === 0) tick();
    const start = y * width;
    for (let x = 0, from = y * low.width; x < width; x += 2, from++) {
      let even = 0;
      let odd = 0;
      for (let tap = taps - 2, at = from; tap >= 0; tap -= 2, at++) {
        const a = lows[at];
        const b = highs[at];
        even += restoreLow[tap] * a + restoreHigh[tap] * b;
        odd += restoreLow[tap + 1] * a + restoreHigh[tap + 1] * b;
      }
      out[start + x] = even;
      if (x + 1 < width) out[start + x + 1] = odd;
    }
  }
  return plane;
}
