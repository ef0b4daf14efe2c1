import { AppError, type Warning } from '../errors/index.ts';
import { log10, pow } from '../math/index.ts';
import { choleskyInto, choleskySolve } from './cholesky.ts';
import { prepareSet, scaledSquare, termFit, type PreparedSet, type TermFit } from './fitSet.ts';
import type { RegressionOptions } from './request.ts';
import { crossValidation } from './result.ts';
import { scoreOf, squaresOf } from './score.ts';
import { solveLasso } from './solveLasso.ts';
import type { FitProblem } from './solveSets.ts';
import { sumsOfParts } from './sums.ts';

/** Most terms of a path of 100 alphas with cross-validation: some seconds. */
const MAX_PATH_TERMS = 300;

export interface PathOptions {
  /** Smallest alpha over the largest; by default 1e-3 for lasso (scikit-learn's) and 1e-6 for ridge. */
  readonly eps?: number;
  readonly n_alphas?: number;
}

/** Coefficients over alpha, from the largest alpha down, as plain data. */
export interface RegressionPath {
  readonly options: RegressionOptions;
  readonly terms: readonly string[];
  readonly alphas: readonly number[];
  /** For each alpha, the coefficients in the units of the columns. */
  readonly coefficients: readonly (readonly number[])[];
  readonly intercepts: readonly number[];
  readonly nonZero: readonly number[];
  /** R² on the training rows. */
  readonly scores: readonly (number | null)[];
  /** Mean and standard deviation of the folds' R² at each alpha, and the number of the best mean's alpha. */
  readonly crossValidation: {
    readonly mean: readonly (number | null)[];
    readonly std: readonly (number | null)[];
    readonly best: number | null;
  } | null;
  readonly rows: number;
  readonly skipped: number;
  readonly warnings: readonly Warning[];
}

/** The coefficients of ridge or lasso along a logarithmic grid of alphas, with cross-validated scores where there are folds.
 *
 * Method: lasso: from alpha_max = max |X'y| / n, where all coefficients are 0, each solution starting from the one before;
 *   ridge: from 1000 times the mean diagonal element of X'X. All fits come from the sums of products of the parts.
 * Shape:  n_alphas (100) alphas, falling.   Units: alpha as in the models.
 * Non-finite and masked: rows with a missing cell were left out.
 * Errors: bad-argument for models without alpha; not-supported above MAX_PATH_TERMS terms.
 * Cost: n_alphas x (folds + 1) solutions.
 * Source: scikit-learn 1.2, sklearn.linear_model.lasso_path (`_alpha_grid`); the grid of ridge is ours.
 * Checked against: scikit-learn 1.2.1, lasso_path and Ridge, 1e-6, test/reference/core/regression/sklearn.json. */
export function solvePath(
  problem: FitProblem,
  path: PathOptions,
): Omit<RegressionPath, 'skipped' | 'warnings'> {
  const { options, termNames, sums } = problem;
  checkPath(options, termNames.length, path);
  const terms = termNames.length;
  const sets = problem.sets.map((parts) => prepareSet(options, sumsOfParts(sums, terms + 1, parts), terms));
  const alphas = alphaGrid(sets[0], options.model === 'lasso', path);
  const [fits, ...foldFits] = sets.map((set) => fitsAlong(set, options.model === 'lasso', alphas));
  const train = sumsOfParts(sums, terms + 1, problem.sets[0]);
  const tests = foldFits.map((_, fold) => sumsOfParts(sums, terms + 1, [fold]));
  const scored = alphas.map((_, a) =>
    crossValidation(foldFits.map((along, fold) => scoreOf(squaresOf(along[a], tests[fold])))),
  );
  return {
    options,
    terms: termNames,
    alphas,
    coefficients: fits.map(({ coefficients }) => Array.from(coefficients)),
    intercepts: fits.map(({ intercept }) => intercept),
    nonZero: fits.map(({ coefficients }) => coefficients.filter((b) => b !== 0).length),
    scores: fits.map((fit) => scoreOf(squaresOf(fit, train)).r2),
    crossValidation:
      foldFits.length === 0
        ? null
        : { mean: scored.map(({ mean }) => mean), std: scored.map(({ std }) => std), best: bestOf(scored) },
    rows: sets[0].rows,
  };
}

function checkPath(options: RegressionOptions, terms: number, { eps, n_alphas: count }: PathOptions): void {
  if (options.model !== 'ridge' && options.model !== 'lasso') {
    throw new AppError('bad-argument', `There is no path over alpha for ${options.model}.`, {
      remedy: 'Choose ridge or lasso.',
    });
  }
  if (terms > MAX_PATH_TERMS) {
    throw new AppError(
      'not-supported',
      `A path over ${terms} terms would take too long; ${MAX_PATH_TERMS} are the most.`,
      {
        remedy: 'Choose fewer columns or a lower degree.',
      },
    );
  }
  if (eps !== undefined && !(eps > 0 && eps < 1))
    throw new AppError('bad-argument', `The path's eps is ${eps}.`, {
      remedy: 'Give a number between 0 and 1.',
    });
  if (count !== undefined && !(Number.isInteger(count) && count >= 2 && count <= 1000))
    throw new AppError('bad-argument', `The path's number of alphas is ${count}.`, {
      remedy: 'Give a whole number from 2 to 1000.',
    });
}

function alphaGrid(
  set: PreparedSet,
  lasso: boolean,
  { eps = lasso ? 1e-3 : 1e-6, n_alphas: count = 100 }: PathOptions,
): number[] {
  const { terms, rows, active } = set;
  const square = scaledSquare(set);
  const width = terms + 1;
  let largest = 0;
  for (const j of active) {
    if (lasso) largest = Math.max(largest, Math.abs(square[j * width + terms]) / rows);
    else largest += (1000 * square[j * width + j]) / active.length;
  }
  // A y that nothing explains: any alpha will do (scikit-learn takes the resolution of a double).
  if (!(largest > 1e-15)) largest = 1e-15;
  const top = log10(largest);
  const span = log10(eps);
  return Array.from({ length: count }, (_, i) =>
    i === 0 ? largest : pow(10, top + (span * i) / (count - 1)),
  );
}

function fitsAlong(set: PreparedSet, lasso: boolean, alphas: readonly number[]): TermFit[] {
  const square = scaledSquare(set);
  let start: Float64Array | null = null;
  return alphas.map((alpha) => {
    let coefficients: Float64Array;
    let converged = true;
    if (lasso) {
      const solved = solveLasso(square, set.terms, set.rows, alpha, set.active, start);
      start = solved.coefficients;
      converged = solved.converged;
      coefficients = solved.coefficients.slice();
    } else coefficients = ridgeAt(set, square, alpha);
    for (let j = 0; j < set.terms; j++) coefficients[j] /= set.scale[j];
    return termFit(set, { coefficients, rank: set.active.length, root: new Float64Array(0) }, converged);
  });
}

function ridgeAt({ terms, active }: PreparedSet, square: Float64Array, alpha: number): Float64Array {
  const size = active.length;
  const width = terms + 1;
  const lower = new Float64Array(size * size);
  active.forEach((i, a) => {
    for (let c = 0; c <= a; c++) lower[a * size + c] = square[i * width + active[c]];
    lower[a * size + a] += alpha;
  });
  choleskyInto(lower, size, 0);
  const solved = choleskySolve(
    lower,
    size,
    Float64Array.from(active, (i) => square[i * width + terms]),
  );
  const coefficients = new Float64Array(terms);
  active.forEach((j, a) => (coefficients[j] = solved[a]));
  return coefficients;
}

function bestOf(scored: readonly { readonly mean: number | null }[]): number | null {
  let best: number | null = null;
  scored.forEach(({ mean }, i) => {
    if (mean !== null && (best === null || mean > scored[best].mean!)) best = i;
  });
  return best;
}
