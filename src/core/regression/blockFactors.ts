import { triangularise } from './householder.ts';
import { forEachPiece, pieceRows, type RegressionRows } from './rowPieces.ts';

/** Columns of a factor: a 1 where there is an intercept, the terms, y. */
export function factorWidth(terms: number, intercept: boolean): number {
  return terms + (intercept ? 2 : 1);
}

/** Triangular factors R (row by row, square) of the rows of one block, one for each group.
 *
 * Method: pieces of rows of [1, terms - centre, y - centre] are put below the triangle of the rows before and reduced to a
 *   triangle by Householder reflections (a sequential TSQR). With the column of ones in front the rest of R is the factor of
 *   the data about their own mean, whatever the centre was.
 * Shape:  `out` has groupCount x width² numbers from `at` on, width as factorWidth says.
 * Units:  those of the columns.
 * Non-finite and masked: rows with a missing cell are left out.
 * Errors: none; values beyond 1e154 overflow.   Cost: 2 rows width² operations.
 * Source: Demmel, Grigori, Hoemmen & Langou 2012, SIAM J. Sci. Comput. 34, A206, section 2 (sequential TSQR).
 * Checked against: naive QR of all rows at once, test/property/core/regression. */
export function blockFactorsInto(
  out: Float64Array,
  at: number,
  rows: RegressionRows,
  from: number,
  to: number,
  centre: Float64Array,
  intercept: boolean,
): void {
  const terms = rows.terms.parent.length;
  const width = factorWidth(terms, intercept);
  const size = pieceRows(terms + 1);
  const lead = width + size;
  const stack = new Float64Array(lead * width);
  const ones = intercept ? 1 : 0;
  const views = Array.from({ length: terms + 1 }, (_, k) => {
    const start = (k + ones) * lead + width;
    return stack.subarray(start, start + size);
  });
  forEachPiece(
    rows,
    from,
    to,
    () => views,
    (group, count) => {
      for (let k = 0; k <= terms; k++) for (let i = 0; i < count; i++) views[k][i] -= centre[k];
      if (intercept) stack.fill(1, width, width + count);
      const factor = at + group * width * width;
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++) stack[j * lead + i] = out[factor + i * width + j];
      }
      triangularise(stack, lead, width + count, width);
      for (let i = 0; i < width; i++) {
        for (let j = 0; j < width; j++) out[factor + i * width + j] = j < i ? 0 : stack[j * lead + i];
      }
      return true;
    },
    false,
  );
}

/** The factor of two sets of rows, of their factors; written over the first. */
export function mergeFactors(
  target: Float64Array,
  to: number,
  other: Float64Array,
  from: number,
  width: number,
): void {
  const lead = 2 * width;
  const stack = new Float64Array(lead * width);
  for (let i = 0; i < width; i++) {
    for (let j = i; j < width; j++) {
      stack[j * lead + i] = target[to + i * width + j];
      stack[j * lead + width + i] = other[from + i * width + j];
    }
  }
  triangularise(stack, lead, lead, width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) target[to + i * width + j] = j < i ? 0 : stack[j * lead + i];
  }
}

/** The factor of some parts together, merged in their order. */
export function factorOfParts(factors: Float64Array, width: number, parts: readonly number[]): Float64Array {
  const total = new Float64Array(width * width);
  for (const part of parts) mergeFactors(total, 0, factors, part * width * width, width);
  return total;
}
