import { choleskyInto, choleskySolve } from './cholesky.ts';

const MAX_SWEEPS = 20_000;
const FIRST_TOLERANCE = 1e-6;
const LAST_TOLERANCE = 1e-15;
/** How far a gradient may lie from where the penalty wants it, relative to the penalty: rounding. */
const GRADIENT_SLACK = 1e-9;

export interface LassoSolution {
  readonly coefficients: Float64Array;
  readonly converged: boolean;
}

/** Minimises |y - X b|² / (2 n) + alpha |b|₁.
 *
 * Method: cyclic coordinate descent on the sums of products, until no coefficient moves; then the signs found are taken
 *   as given, the normal equations solved on the non-zero coefficients, and the optimality conditions tested: when they hold the
 *   solution is exact but for rounding (duality gap below 1e-12), else the descent goes on more closely.
 * Shape:  `square` as in LinearProblem; `start` is overwritten by nothing and may come from a neighbouring alpha.
 * Units:  alpha in those of y times the term.
 * Non-finite and masked: refused before.
 * Errors: none; `converged` is false after 20 000 sweeps.   Cost: sweeps x terms².
 * Source: Friedman, Hastie & Tibshirani 2010, J. Stat. Softw. 33(1), section 2 (covariance updates); scikit-learn 1.2, Lasso.
 * Checked against: scikit-learn 1.2.1 with tol 1e-12, reference group linear_models, 1e-6. */
export function solveLasso(
  square: Float64Array,
  terms: number,
  rows: number,
  alpha: number,
  active: readonly number[],
  start: Float64Array | null = null,
): LassoSolution {
  const width = terms + 1;
  const b = start?.slice() ?? new Float64Array(terms);
  const threshold = alpha * rows;
  const size = Math.sqrt(square[terms * width + terms]);
  const gradient = gradientAt(square, terms, b);
  let tolerance = FIRST_TOLERANCE;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moved = 0;
    for (const j of active) {
      const diagonal = square[j * width + j];
      const pull = gradient[j] + diagonal * b[j];
      const shrunk = Math.max(0, Math.abs(pull) - threshold) / diagonal;
      const change = (pull < 0 ? -shrunk : shrunk) - b[j];
      if (change === 0) continue;
      b[j] += change;
      for (let k = 0; k < terms; k++) gradient[k] -= square[j * width + k] * change;
      moved = Math.max(moved, Math.abs(change) * Math.sqrt(diagonal));
    }
    if (moved > tolerance * size) continue;
    const exact = solveSigned(square, terms, threshold, b, active);
    if (exact) return { coefficients: exact, converged: true };
    if (tolerance <= LAST_TOLERANCE || moved === 0) return { coefficients: b, converged: true };
    tolerance /= 10;
    // Rounding gathers in the running gradient.
    gradient.set(gradientAt(square, terms, b));
  }
  return { coefficients: b, converged: false };
}

/** X'(y - X b). */
function gradientAt(square: Float64Array, terms: number, b: Float64Array): Float64Array {
  const width = terms + 1;
  const gradient = new Float64Array(terms);
  for (let i = 0; i < terms; i++) {
    let sum = square[i * width + terms];
    for (let j = 0; j < terms; j++) sum -= square[i * width + j] * b[j];
    gradient[i] = sum;
  }
  return gradient;
}

/** The solution with the signs of `b`, or null where those are not the right ones. */
function solveSigned(
  square: Float64Array,
  terms: number,
  threshold: number,
  b: Float64Array,
  active: readonly number[],
): Float64Array | null {
  const width = terms + 1;
  const kept = active.filter((j) => b[j] !== 0);
  const size = kept.length;
  const lower = new Float64Array(size * size);
  const right = new Float64Array(size);
  kept.forEach((i, a) => {
    for (let c = 0; c <= a; c++) lower[a * size + c] = square[i * width + kept[c]];
    right[a] = square[i * width + terms] - (b[i] > 0 ? threshold : -threshold);
  });
  if (choleskyInto(lower, size, 1e-12) >= 0) return null;
  const solved = choleskySolve(lower, size, right);
  const exact = new Float64Array(terms);
  for (let a = 0; a < size; a++) {
    if (solved[a] * b[kept[a]] <= 0) return null;
    exact[kept[a]] = solved[a];
  }
  const gradient = gradientAt(square, terms, exact);
  const slack = GRADIENT_SLACK * threshold;
  const isOptimal = (j: number) =>
    exact[j] === 0
      ? Math.abs(gradient[j]) <= threshold + slack
      : Math.abs(gradient[j] - (exact[j] > 0 ? threshold : -threshold)) <= slack;
  return active.every(isOptimal) ? exact : null;
}
