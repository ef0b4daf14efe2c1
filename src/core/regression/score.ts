import { constantLimit, diagonal, type TermFit } from './fitSet.ts';

/** How well a fit explains some rows. */
export interface Score {
  readonly rows: number;
  /** 1 - RSS / TSS, scikit-learn's score; null below two rows. */
  readonly r2: number | null;
  /** Root mean square of the residuals, in the unit of y; null without rows. */
  readonly rmse: number | null;
}

/** Residual and total sum of squares of some rows. */
export interface Squares {
  readonly rows: number;
  readonly residual: number;
  readonly total: number;
  /** Sums of squares up to this are rounding. */
  readonly rounding: number;
}

/** Below this part of the total the residual sum of squares of the sums of products has lost half its digits: then the
 * residuals themselves are summed up, in one more pass. */
export const FINE_RESIDUAL = 1e-8;

/** Residual sum of squares of a fit over rows whose sums are given. */
export function squaresOf(fit: TermFit, sums: Float64Array): Squares {
  const { coefficients } = fit;
  const terms = coefficients.length;
  const width = terms + 1;
  const rows = sums[0];
  let offset = sums[1 + terms] - fit.intercept;
  for (let j = 0; j < terms; j++) offset -= sums[1 + j] * coefficients[j];
  // (b, -1)' S (b, -1)
  const weight = (i: number) => (i < terms ? coefficients[i] : -1);
  let residual = rows * offset * offset;
  let at = 1 + width;
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < i; j++) residual += 2 * sums[at++] * weight(i) * weight(j);
    residual += sums[at++] * weight(i) * weight(i);
  }
  const total = diagonal(sums, width, terms);
  return { rows, residual: Math.max(0, residual), total, rounding: constantLimit(rows, sums[1 + terms]) };
}

export function scoreOf({ rows, residual, total, rounding }: Squares): Score {
  if (rows === 0) return { rows, r2: null, rmse: null };
  const rmse = Math.sqrt(residual / rows);
  if (rows < 2) return { rows, r2: null, rmse };
  // A constant y: scikit-learn gives 1 to a fit without residuals, else 0.
  if (total <= rounding) return { rows, r2: residual <= 4 * rounding ? 1 : 0, rmse };
  return { rows, r2: 1 - residual / total, rmse };
}
