import { sharedUint32 } from '../sharedArrays.ts';

/** Bits of a place along each of one, two and three columns. */
const BITS = [22, 11, 7];
/** Bits of a place that a pass of the sort looks at; two passes do. */
const DIGIT = 11;
/** Rows that tell where the bulk of a column lies. */
const SAMPLE_ROWS = 2048;

/** Rows in an order in which stretches of them lie close together, for up to three columns.
 *
 * Method: each column is cut into equal steps over the bulk of its values, so that far outliers do not take the steps of the
 *         others; the bits of the steps are interleaved, and rows sorted by them.
 * Shape:  `rows` are those to order, finite in every column; the result is in shared memory.
 * Cost: a radix sort of two passes; 18 bytes a row.
 * Source: Morton 1966, "A computer oriented geodetic data base". */
export function mortonOrder(columns: readonly Float64Array[], rows: Uint32Array): Uint32Array {
  const n = rows.length;
  const places = placesOf(columns, rows);
  const mask = 2 ** DIGIT - 1;
  const lowEnds = new Uint32Array(2 ** DIGIT + 1);
  const highEnds = new Uint32Array(2 ** DIGIT + 1);
  for (let i = 0; i < n; i++) {
    lowEnds[(places[i] & mask) + 1]++;
    highEnds[(places[i] >>> DIGIT) + 1]++;
  }
  for (let digit = 0; digit <= mask; digit++) {
    lowEnds[digit + 1] += lowEnds[digit];
    highEnds[digit + 1] += highEnds[digit];
  }
  const byLow = new Uint32Array(n);
  const highs = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const at = lowEnds[places[i] & mask]++;
    byLow[at] = rows[i];
    highs[at] = places[i] >>> DIGIT;
  }
  const ordered = sharedUint32(n);
  for (let i = 0; i < n; i++) ordered[highEnds[highs[i]]++] = byLow[i];
  return ordered;
}

/** Numbers of 22 bits at most that are alike for rows that lie close together. */
function placesOf(columns: readonly Float64Array[], rows: Uint32Array): Uint32Array {
  const d = columns.length;
  const bits = BITS[d - 1];
  const last = 2 ** bits - 1;
  const spread = spreadBits(bits, d);
  const places = new Uint32Array(rows.length);
  columns.forEach((column, j) => {
    const { low, high } = bulk(column, rows);
    const steps = high > low ? (last + 1) / (high - low) : 0;
    for (let i = 0; i < rows.length; i++) {
      const step = Math.max(0, Math.min(last, (column[rows[i]] - low) * steps)) | 0;
      places[i] |= spread[step] << j;
    }
  });
  return places;
}

/** For each number, the number whose bits are so many places apart. */
function spreadBits(bits: number, apart: number): Uint32Array {
  const spread = new Uint32Array(2 ** bits);
  for (let i = 1; i < spread.length; i++) spread[i] = (spread[i >>> 1] << apart) | (i & 1);
  return spread;
}

/** A range that holds most values of a column and some more to both sides. */
function bulk(column: Float64Array, rows: Uint32Array): { low: number; high: number } {
  const size = Math.min(rows.length, SAMPLE_ROWS);
  const sample = new Float64Array(size);
  for (let i = 0; i < size; i++) sample[i] = column[rows[Math.floor((i * rows.length) / size)]];
  sample.sort();
  const cut = Math.floor(size / 100);
  const low = sample[cut];
  const high = sample[size - 1 - cut];
  if (!(high > low)) return { low: sample[0], high: sample[size - 1] };
  const more = (high - low) / 4;
  return { low: low - more, high: high + more };
}
