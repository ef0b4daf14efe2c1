import { AppError } from '../errors/index.ts';
import type { Kernels } from '../kernels/index.ts';
import { forEachPiece, pieceRows, type RegressionRows } from './rowPieces.ts';
import { mergeSums, sumsLength } from './sums.ts';

/** A pass over residuals: the terms are taken relative to `centre`, and y gives way to what the model leaves of it. */
export interface ResidualPass {
  readonly coefficients: Float64Array;
  /** Of the terms and, last, of y. */
  readonly centre: Float64Array;
  /** At the centre. */
  readonly intercept: number;
  /** Rows beyond it are left out of the sums and summed up apart. */
  readonly limit: number;
}

/** Length of a block's partial result: the sums of each group, for residuals with a limit what lies beyond it
 * ([count, sum of |r|, sum of signs, sums of signed terms]), and the number of rows left out. */
export function blockSumsLength(width: number, groupCount: number): number {
  return groupCount * sumsLength(width) + beyondLength(width) + 1;
}

/** Numbers kept of the rows beyond the limit of a residual pass. */
export function beyondLength(width: number): number {
  return 2 + width;
}

/** Sums over the rows of one block, by group.
 *
 * Method: pieces of rows that stay in the cache are copied into kernel memory, their polynomial terms made, each column's mean
 *   taken off, and the sums of products formed by the `gram` kernel; pieces are merged by Chan's formula. No sum is formed
 *   about a far origin, so digits survive data far from 0.
 * Shape:  `out` as blockSumsLength says.
 * Units:  those of the columns and their products.
 * Non-finite and masked: rows with a missing cell are left out and counted.
 * Errors: bad-argument where finite cells have powers or products beyond double precision.
 * Cost: rows x width²/2 operations; one piece of memory.
 * Source: as mergeSums.   Checked against: sums in BigInt, test/property/core/regression. */
export function blockSumsInto(
  out: Float64Array,
  at: number,
  rows: RegressionRows,
  from: number,
  to: number,
  kernels: Kernels,
  residual: ResidualPass | null,
): void {
  const width = rows.terms.parent.length + 1;
  const padded = Math.ceil(width / 3) * 3;
  const size = pieceRows(width);
  const stride = size * 8;
  const mark = kernels.mark();
  const pointer = kernels.allocate(padded * stride);
  const centres = kernels.allocate(padded * 16);
  const products = kernels.allocate(padded * (padded + 1) * 8);
  const { buffer } = kernels.memory;
  const column = (k: number) => new Float64Array(buffer, pointer + k * stride, size);
  const views = Array.from({ length: width }, (_, k) => column(k));
  for (let k = width; k < padded; k++) column(k).fill(0);
  const centreView = new Float64Array(buffer, centres, 2 * width);
  const productView = new Float64Array(buffer, products, width * (width + 1));
  const piece = new Float64Array(sumsLength(width));
  const beyond = at + rows.groupCount * piece.length;
  const skipped = forEachPiece(
    rows,
    from,
    to,
    () => views,
    (group, count, pick) => {
      const kept = residual ? takeResiduals(views, count, residual, out, beyond) : count;
      if (kept === 0) return true;
      kernels.centre(pointer, stride, width, kept, centres);
      if (!allFinite(centreView)) {
        if (pick === null) return false;
        throw new AppError(
          'bad-argument',
          'The values, or their powers, are too large for double precision.',
          {
            remedy: 'Rescale the columns, or choose a lower degree.',
          },
        );
      }
      kernels.gram(pointer, stride, padded, kept, products);
      pieceSumsInto(piece, kept, centreView, productView, width);
      mergeSums(out, at + group * piece.length, piece, 0, width);
      return true;
    },
    residual === null,
  );
  out[beyond + beyondLength(width)] = skipped;
  kernels.release(mark);
}

function allFinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return false;
  return true;
}

/** The kernels' answers as sums: what rounding left of a mean is taken off the products, and goes to the mean. */
function pieceSumsInto(
  piece: Float64Array,
  count: number,
  centres: Float64Array,
  products: Float64Array,
  width: number,
): void {
  piece[0] = count;
  for (let i = 0; i < width; i++) piece[1 + i] = centres[2 * i] + centres[2 * i + 1] / count;
  let at = 0;
  for (let i = 0; i < width; i++) {
    const rest = centres[2 * i + 1] / count;
    for (let j = 0; j <= i; j++, at++) {
      piece[1 + width + at] = products[2 * at] + products[2 * at + 1] - rest * centres[2 * j + 1];
    }
  }
}

/** Puts residuals in y's place and drops the rows beyond the limit, which are summed up; returns how many are left. */
function takeResiduals(
  views: readonly Float64Array[],
  count: number,
  { coefficients, centre, intercept, limit }: ResidualPass,
  out: Float64Array,
  beyond: number,
): number {
  const terms = coefficients.length;
  const y = views[terms];
  for (let i = 0; i < count; i++) y[i] -= centre[terms] + intercept;
  for (let k = 0; k < terms; k++) {
    const view = views[k];
    const b = coefficients[k];
    const c = centre[k];
    for (let i = 0; i < count; i++) {
      view[i] -= c;
      y[i] -= view[i] * b;
    }
  }
  if (limit === Infinity) return count;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const r = y[i];
    if (Math.abs(r) <= limit) {
      if (kept < i) for (let k = 0; k <= terms; k++) views[k][kept] = views[k][i];
      kept++;
      continue;
    }
    const sign = r > 0 ? 1 : -1;
    out[beyond]++;
    out[beyond + 1] += Math.abs(r);
    out[beyond + 2] += sign;
    for (let k = 0; k < terms; k++) out[beyond + 3 + k] += sign * views[k][i];
  }
  return kept;
}
