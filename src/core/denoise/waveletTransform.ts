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

/** One level of the discrete wavelet transform in two dimensions.
 *
 * Method: along each axis c[i] = sum over j of filter[j] x[2 i + 1 - j]; of n numbers ⌊(n + filter - 1) / 2⌋ are made.
 * Shape:  any plane in, four planes of about half its sides out.
 * Non-finite and masked: spread over the filter's width; fill holes before.
 * Border: symmetric, half a pixel beyond the edge (d c b a | a b c d | d c b a).
 * Errors: none.
 * Cost:   O(pixels × filter); one more plane in memory.
 * Source: Mallat, 1989, IEEE PAMI 11, 674; conventions of PyWavelets.
 * Checked against: PyWavelets 1.1, through `waveletDenoise`, rtol 1e-9. */
export function decompose(plane: Plane, filters: WaveletFilters): Decomposition {
  const low = analyseRows(plane, filters.decomposeLow);
  const high = analyseRows(plane, filters.decomposeHigh);
  return {
    coarse: analyseColumns(low, filters.decomposeLow),
    details: [
      analyseColumns(high, filters.decomposeLow),
      analyseColumns(low, filters.decomposeHigh),
      analyseColumns(high, filters.decomposeHigh),
    ],
  };
}

/** The plane of `width` × `height` that `decompose` took apart.
 *
 * Method: the adjoint of `decompose`; a coarse plane larger than the details by a line is cut to their size.
 * Shape:  four planes in, one out.
 * Non-finite and masked: spread over the filter's width.
 * Errors: none.   Cost: as `decompose`.
 * Source: as `decompose`.
 * Checked against: `decompose` undone to 1e-9, by property tests; PyWavelets 1.1, as `decompose`. */
export function restore(
  { coarse, details }: Decomposition,
  width: number,
  height: number,
  filters: WaveletFilters,
): Plane {
  const rows = details[0].height;
  const low = blank(details[0].width, height);
  addColumns(low, coarse, rows, filters.restoreLow);
  addColumns(low, details[1], rows, filters.restoreHigh);
  const high = blank(details[0].width, height);
  addColumns(high, details[0], rows, filters.restoreLow);
  addColumns(high, details[2], rows, filters.restoreHigh);
  const plane = blank(width, height);
  addRows(plane, low, filters.restoreLow);
  addRows(plane, high, filters.restoreHigh);
  return plane;
}

function blank(width: number, height: number): Plane {
  return { width, height, data: new Float64Array(width * height) };
}

function analyseRows({ width, height, data }: Plane, filter: Float64Array): Plane {
  const taps = filter.length;
  const out = blank((width + taps - 1) >> 1, height);
  const indices = sourceIndices(width, taps, 'reflect');
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < out.width; i++) {
      let sum = 0;
      // indices[k] is the source of place k - taps.
      const last = 2 * i + 1 + taps;
      for (let j = 0; j < taps; j++) sum += filter[j] * data[y * width + indices[last - j]];
      out.data[y * out.width + i] = sum;
    }
  }
  return out;
}

function analyseColumns({ width, height, data }: Plane, filter: Float64Array): Plane {
  const taps = filter.length;
  const out = blank(width, (height + taps - 1) >> 1);
  const indices = sourceIndices(height, taps, 'reflect');
  for (let i = 0; i < out.height; i++) {
    const to = i * width;
    for (let j = 0; j < taps; j++) {
      const from = indices[2 * i + 1 + taps - j] * width;
      const factor = filter[j];
      for (let x = 0; x < width; x++) out.data[to + x] += factor * data[from + x];
    }
  }
  return out;
}

/** Adds what the first `rows` rows of `part` give along y: out[n] += c[i] filter[n - 2 i + taps - 2]. */
function addColumns(out: Plane, part: Plane, rows: number, filter: Float64Array): void {
  const taps = filter.length;
  for (let n = 0; n < out.height; n++) {
    const first = Math.max(0, Math.ceil((n - 1) / 2));
    const last = Math.min(rows - 1, (n + taps - 2) >> 1);
    for (let i = first; i <= last; i++) {
      const factor = filter[n - 2 * i + taps - 2];
      for (let x = 0; x < out.width; x++)
        out.data[n * out.width + x] += factor * part.data[i * part.width + x];
    }
  }
}

function addRows(out: Plane, part: Plane, filter: Float64Array): void {
  const taps = filter.length;
  for (let n = 0; n < out.width; n++) {
    const first = Math.max(0, Math.ceil((n - 1) / 2));
    const last = Math.min(part.width - 1, (n + taps - 2) >> 1);
    for (let y = 0; y < out.height; y++) {
      let sum = 0;
      for (let i = first; i <= last; i++) sum += filter[n - 2 * i + taps - 2] * part.data[y * part.width + i];
      out.data[y * out.width + n] += sum;
    }
  }
}
