import { pow } from '../math/index.ts';
import type { RegressionOptions } from './request.ts';
import { solveLasso, type LassoSolution } from './solveLasso.ts';
import { solveLinear, type LinearProblem, type LinearSolution } from './solveLinear.ts';
import { squareOf } from './sums.ts';

/** A model fitted to one set of rows. */
export interface TermFit {
  readonly rows: number;
  /** In the units of the columns. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Means of the terms and, last, of y; 0 where there is no intercept. */
  readonly centre: Float64Array;
  /** The terms' standard deviations where they were divided by them, else 1. */
  readonly scale: Float64Array;
  readonly rank: number;
  /** A matrix L (terms x rank) with L L' the (pseudo-)inverse of the penalised sums of products; for lasso of the terms it kept. */
  readonly root: Float64Array;
  readonly converged: boolean;
  /** Huber: the scale of the residuals, and the rows beyond epsilon scales. */
  readonly robust: { readonly scale: number; readonly outliers: number } | null;
}

/** From 1024 times alpha down, four steps to a factor of two. */
const WARM_STEPS = 40;

/** The sums of one set of rows, made ready for solving. */
export interface PreparedSet {
  readonly rows: number;
  readonly terms: number;
  readonly centre: Float64Array;
  readonly scale: Float64Array;
  readonly square: Float64Array;
  readonly active: readonly number[];
}

/** Fits ols, ridge or lasso (huber starts from ols) to the rows whose sums are given; null where the rows' factor is needed. */
export function fitSet(
  options: Pick<RegressionOptions, 'model' | 'alpha' | 'fit_intercept' | 'standardise'>,
  sums: Float64Array,
  terms: number,
  factor: Float64Array | null,
): TermFit | null {
  const set = prepareSet(options, sums, terms);
  const inner = factor && innerFactor(factor, terms, options.fit_intercept);
  if (options.model === 'lasso' && options.alpha > 0) return fitLasso(set, options.alpha);
  const penalty =
    options.model === 'ridge' && options.alpha > 0 ? set.scale.map((s) => options.alpha * s * s) : null;
  const solution = solveLinear({ ...problemOf(set), penalty, factor: inner });
  return solution && termFit(set, solution, true);
}

export function prepareSet(
  options: Pick<RegressionOptions, 'fit_intercept' | 'standardise'>,
  sums: Float64Array,
  terms: number,
): PreparedSet {
  const width = terms + 1;
  const rows = sums[0];
  const centred = options.fit_intercept;
  const square = squareOf(sums, width, centred);
  const varies = (j: number) => diagonal(sums, width, j) > constantLimit(rows, sums[1 + j]);
  const active = Array.from({ length: terms }, (_, j) => j).filter((j) =>
    centred ? varies(j) : square[j * width + j] > 0,
  );
  const scale = new Float64Array(terms).fill(1);
  if (options.standardise) {
    for (let j = 0; j < terms; j++) if (varies(j)) scale[j] = Math.sqrt(diagonal(sums, width, j) / rows);
  }
  const centre = centred ? sums.slice(1, 1 + width) : new Float64Array(width);
  return { rows, terms, centre, scale, square, active };
}

/** Sums of squares up to which a column is taken to be constant: its mean's rounding. */
export function constantLimit(rows: number, mean: number): number {
  const rounding = 8 * 2 ** -52 * mean;
  return rows * rounding * rounding;
}

/** A column's centred sum of squares. */
export function diagonal(sums: Float64Array, width: number, j: number): number {
  return sums[1 + width + (j * (j + 3)) / 2];
}

function problemOf({ terms, square, active }: PreparedSet): Omit<LinearProblem, 'penalty' | 'factor'> {
  return { terms, square, active };
}

/** Where the terms are fitted in units of their scale: the sums of products there. */
export function scaledSquare({ square, terms, scale }: PreparedSet): Float64Array {
  const width = terms + 1;
  const by = (j: number) => (j < terms ? scale[j] : 1);
  return square.map((value, at) => value / (by(Math.floor(at / width)) * by(at % width)));
}

export function termFit(set: PreparedSet, solution: LinearSolution, converged: boolean): TermFit {
  const { terms, centre, rows, scale } = set;
  let intercept = centre[terms];
  for (let j = 0; j < terms; j++) intercept -= centre[j] * solution.coefficients[j];
  return { rows, ...solution, intercept, centre, scale, converged, robust: null };
}

function fitLasso(set: PreparedSet, alpha: number): TermFit {
  const { coefficients, converged } = solveLassoSurely(set, alpha);
  for (let j = 0; j < set.terms; j++) coefficients[j] /= set.scale[j];
  const kept = set.active.filter((j) => coefficients[j] !== 0);
  // What leverage is measured with; where the kept terms are collinear there is none.
  const design = solveLinear({ ...problemOf(set), active: kept, penalty: null, factor: null });
  const root = design?.root ?? new Float64Array(0);
  return termFit(set, { coefficients, rank: kept.length, root }, converged);
}

/** Where the descent does not settle (more terms than rows, or collinear ones) it comes down from larger alphas instead. */
function solveLassoSurely(set: PreparedSet, alpha: number): LassoSolution {
  const square = scaledSquare(set);
  const solve = (at: number, start: Float64Array | null) =>
    solveLasso(square, set.terms, set.rows, at, set.active, start);
  const direct = solve(alpha, null);
  if (direct.converged) return direct;
  let solved: LassoSolution | null = null;
  for (let step = WARM_STEPS; step >= 0; step--)
    solved = solve(alpha * pow(2, step / 4), solved?.coefficients ?? null);
  return solved ?? direct;
}

/** Without the row and column of the intercept. */
function innerFactor(factor: Float64Array, terms: number, intercept: boolean): Float64Array {
  if (!intercept) return factor;
  const width = terms + 1;
  const inner = new Float64Array(width * width);
  for (let i = 0; i < width; i++) {
    for (let j = 0; j < width; j++) inner[i * width + j] = factor[(i + 1) * (width + 1) + j + 1];
  }
  return inner;
}
