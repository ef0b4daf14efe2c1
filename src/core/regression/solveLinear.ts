import { choleskyInto, choleskySolve, inverseOfLower } from './cholesky.ts';
import { solveFactor } from './solveFactor.ts';

/** Where the sums of products lose too many digits: the largest variance inflation factor (of the penalised columns) up to
 * which they are used. It is at least the square of the columns' condition number over their number; at 1e6 ten digits
 * remain. Beyond it the rows are factored (QR) instead. */
const MAX_INFLATION = 1e6;

export interface LinearProblem {
  readonly terms: number;
  /** Sums of products of the terms and, last, y: (terms + 1)², about the means where there is an intercept. */
  readonly square: Float64Array;
  /** Added to the diagonal: alpha, by the square of each term's scale; null for none. */
  readonly penalty: Float64Array | null;
  /** Terms that vary: the others get the coefficient 0. */
  readonly active: readonly number[];
  /** The factor of [terms, y] about the means where there is an intercept: (terms + 1)², triangular; null when not made yet. */
  readonly factor: Float64Array | null;
}

export interface LinearSolution {
  readonly coefficients: Float64Array;
  readonly rank: number;
  /** A matrix L (terms x rank, row by row) with L L' the (pseudo-)inverse of the penalised sums of products. */
  readonly root: Float64Array;
}

/** Least squares with or without an L2 penalty; null where the sums of products do not carry enough digits and there is no
 * factor yet.
 *
 * Method: with columns scaled to unit norm, the Cholesky factor of X'X + penalty; where that fails or the diagonal of its
 *   inverse exceeds MAX_INFLATION, the QR factor of the rows and, where its rank is deficient, its singular values:
 *   the solution of least norm.
 * Shape:  `terms` coefficients.   Units: y's over the terms'.
 * Non-finite and masked: refused before.
 * Errors: none.   Cost: terms³.
 * Source: Golub & Van Loan 2013, Matrix Computations, 4th ed., sections 5.3 and 5.5; scikit-learn 1.2, LinearRegression, Ridge.
 * Checked against: scikit-learn 1.2.1, reference group linear_models, 1e-9 to 1e-7. */
export function solveLinear(problem: LinearProblem): LinearSolution | null {
  const { terms, active } = problem;
  if (active.length === 0)
    return { coefficients: new Float64Array(terms), rank: 0, root: new Float64Array(0) };
  if (problem.factor) return solveFactor({ ...problem, factor: problem.factor });
  return solveProducts(problem);
}

function solveProducts({ terms, square, penalty, active }: LinearProblem): LinearSolution | null {
  const size = active.length;
  const width = terms + 1;
  const scale = Float64Array.from(active, (j) => Math.sqrt(square[j * width + j] + (penalty?.[j] ?? 0)));
  const lower = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    const i = active[a];
    for (let b = 0; b <= a; b++) {
      const value = square[i * width + active[b]] + (a === b ? (penalty?.[i] ?? 0) : 0);
      lower[a * size + b] = a === b ? 1 : value / (scale[a] * scale[b]);
    }
    right[a] = square[i * width + terms] / scale[a];
  }
  if (choleskyInto(lower, size, 1 / MAX_INFLATION) >= 0) return null;
  const inverse = inverseOfLower(lower, size);
  const coefficients = new Float64Array(terms);
  const root = new Float64Array(terms * size);
  const solved = choleskySolve(lower, size, right);
  for (let a = 0; a < size; a++) {
    let inflation = 0;
    for (let k = a; k < size; k++) inflation += inverse[k * size + a] * inverse[k * size + a];
    if (!(inflation <= MAX_INFLATION)) return null;
    coefficients[active[a]] = solved[a] / scale[a];
    for (let k = a; k < size; k++) root[active[a] * size + k] = inverse[k * size + a] / scale[a];
  }
  return { coefficients, rank: size, root };
}
