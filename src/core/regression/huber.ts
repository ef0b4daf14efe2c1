import { choleskyInto, choleskySolve } from './cholesky.ts';
import type { TermFit } from './fitSet.ts';

const MAX_PASSES = 200;
const SUFFICIENT = 1e-4;
const ROUNDING = 1e-14;
/** The decrease still promised, relative to the objective, at which the minimum is reached. */
const CONVERGED = 1e-20;
/** The damping that a step begins with when the undamped one did not lower the objective, and what it is raised and lowered by. */
const FIRST_DAMPING = 1e-4;
const DAMPING_FACTOR = 10;
const LAST_DAMPING = 1e8;
/** A scale so much smaller than the residuals of least squares is on its way to 0: there is no minimum with a scale. */
const VANISHING = 1e-10;
/** Largest part of the scale that one step may take off. */
const SCALE_CUT = 0.5;

/** Coefficients, then (where fitted) the intercept at the centre, then the scale. */
export type HuberPoint = Float64Array;

export interface HuberProblem {
  readonly terms: number;
  readonly rows: number;
  readonly intercept: boolean;
  readonly epsilon: number;
  /** Weight of each squared coefficient. */
  readonly penalty: Float64Array;
  /** Sums of products of the terms and, last, y over all rows, about the centre: what second derivatives are damped with. */
  readonly square: Float64Array;
  /** Root mean square of the residuals of least squares. */
  readonly rms: number;
}

/** Where the minimisation stands: `trial` is what the next pass over the rows looks at. */
export interface HuberState {
  readonly trial: HuberPoint;
  readonly damping: number;
  readonly passes: number;
  readonly done: boolean;
  readonly converged: boolean;
  readonly outliers: number;
  readonly base: HuberBase | null;
}

/** The best point so far, with what the pass there gave. */
interface HuberBase {
  readonly point: HuberPoint;
  readonly objective: number;
  readonly sums: Float64Array;
  readonly beyond: Float64Array;
  /** What the step that is being tried lowers the objective by, at first order. */
  readonly slope: number;
}

/** Starts from a least-squares fit and the root mean square of its residuals. */
export function startHuber(problem: HuberProblem, fit: TermFit): HuberState {
  const { terms, intercept, rms } = problem;
  const trial = new Float64Array(terms + (intercept ? 2 : 1));
  trial.set(fit.coefficients);
  trial[trial.length - 1] = rms;
  const done = !(rms > 0);
  return { trial, damping: 0, passes: 0, done, converged: done, outliers: 0, base: null };
}

/** One step of Huber's regression with the scale estimated, from the sums that a pass at `state.trial` gave.
 *
 * Method: minimises sum(s + H(r/s) s) + sum(penalty b²) over coefficients, intercept and scale s, with H(z) = z² up to epsilon
 *   and 2 epsilon |z| - epsilon² beyond: jointly convex. Newton steps with the exact second derivatives of the
 *   rows as they are now split; where one does not lower the objective, shorter ones, towards the steepest descent in
 *   the metric of all rows (Levenberg and Marquardt). It ends after some ten passes.
 * Shape:  `sums` over [terms - centre, residual] of the rows within epsilon s; `beyond` as blockSumsLength says.
 * Units:  scale and intercept in those of y.
 * Non-finite and masked: refused before.
 * Errors: none; `converged` is false after 200 passes.   Cost: terms³ a step, besides the pass.
 * Source: Owen 2007, Contemporary Mathematics 443, 59 (the objective, as scikit-learn 1.2's HuberRegressor has it); Qi & Sun 1993,
 *   Math. Programming 58, 353 (Newton's method where second derivatives jump).
 * Checked against: scikit-learn 1.2.1, 1e-6, test/reference/core/regression/sklearn.json. */
export function nextHuber(
  problem: HuberProblem,
  state: HuberState,
  sums: Float64Array,
  beyond: Float64Array,
): HuberState {
  const passes = state.passes + 1;
  const objective = objectiveAt(problem, state.trial, sums, beyond);
  const { base } = state;
  const isLower =
    base === null ||
    objective <= base.objective + SUFFICIENT * base.slope + ROUNDING * Math.abs(base.objective);
  const best = isLower ? { point: state.trial, objective, sums, beyond } : base;
  const damping = nextDamping(state.damping, isLower);
  const { direction, slope } = newtonStep(problem, best, damping);
  const stalled =
    base !== null &&
    isLower &&
    state.damping <= FIRST_DAMPING &&
    Math.abs(base.objective - objective) <= 1e-15 * Math.abs(objective);
  const converged = isLower && (stalled || -slope <= CONVERGED * Math.abs(objective));
  const scale = best.point[best.point.length - 1];
  const hopeless = passes >= MAX_PASSES || damping > LAST_DAMPING || scale < VANISHING * problem.rms;
  const done = converged || hopeless;
  return {
    trial: done ? best.point : best.point.map((value, i) => value + direction[i]),
    damping,
    passes,
    done,
    converged,
    outliers: best.beyond[0],
    base: { ...best, slope },
  };
}

function nextDamping(damping: number, isLower: boolean): number {
  if (!isLower) return Math.max(FIRST_DAMPING, damping * DAMPING_FACTOR);
  return damping <= FIRST_DAMPING ? 0 : damping / DAMPING_FACTOR;
}

/** The fit that a finished minimisation stands for. */
export function huberFit(problem: HuberProblem, start: TermFit, state: HuberState): TermFit {
  const { terms } = problem;
  const coefficients = state.trial.slice(0, terms);
  let intercept = problem.intercept ? start.centre[terms] + state.trial[terms] : 0;
  if (problem.intercept) for (let j = 0; j < terms; j++) intercept -= start.centre[j] * coefficients[j];
  const scale = state.trial[state.trial.length - 1];
  return {
    ...start,
    coefficients,
    intercept,
    converged: state.converged,
    robust: { scale, outliers: state.outliers },
  };
}

function objectiveAt(
  { terms, rows, epsilon, penalty }: HuberProblem,
  point: HuberPoint,
  sums: Float64Array,
  beyond: Float64Array,
): number {
  const scale = point[point.length - 1];
  let sum = rows * scale + residualSquares(sums, terms) / scale;
  sum += 2 * epsilon * beyond[1] - beyond[0] * epsilon * epsilon * scale;
  for (let j = 0; j < terms; j++) sum += penalty[j] * point[j] * point[j];
  return sum;
}

function product(sums: Float64Array, width: number, i: number, j: number): number {
  return sums[1 + width + (i * (i + 1)) / 2 + j] + sums[0] * sums[1 + i] * sums[1 + j];
}

function residualSquares(sums: Float64Array, terms: number): number {
  return product(sums, terms + 1, terms, terms);
}

/** Newton's step, damped and not beyond what the scale bears, and the slope of the objective along it. */
function newtonStep(
  problem: HuberProblem,
  { point, sums, beyond }: Pick<HuberBase, 'point' | 'sums' | 'beyond'>,
  damping: number,
) {
  const { terms, rows, epsilon, penalty, square } = problem;
  const size = point.length;
  const last = size - 1;
  const s = point[last];
  const width = terms + 1;
  // The intercept is a term that is 1 everywhere.
  const withResidual = (i: number) =>
    i < terms ? product(sums, width, terms, i) : sums[0] * sums[1 + terms];
  const together = (i: number, j: number) =>
    i < terms ? product(sums, width, i, j) : sums[0] * (j < terms ? sums[1 + j] : 1);
  // About the centre the intercept is orthogonal to the terms.
  const ofAll = (i: number, j: number) => (i < terms ? square[i * width + j] : j < terms ? 0 : rows);
  const squares = residualSquares(sums, terms);
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  for (let i = 0; i < last; i++) {
    const signed = i < terms ? beyond[3 + i] : beyond[2];
    gradient[i] = -(2 / s) * withResidual(i) - 2 * epsilon * signed;
    for (let j = 0; j <= i; j++) hessian[i * size + j] = (2 / s) * (together(i, j) + damping * ofAll(i, j));
    hessian[last * size + i] = (2 / (s * s)) * withResidual(i);
    if (i < terms) {
      gradient[i] += 2 * penalty[i] * point[i];
      hessian[i * size + i] += 2 * penalty[i];
    }
  }
  gradient[last] = rows - beyond[0] * epsilon * epsilon - squares / (s * s);
  hessian[last * size + last] = (2 * squares) / (s * s * s) + (damping * 2 * rows) / s;
  const direction = dampedSolve(hessian, size, gradient);
  const shortening = direction[last] < -SCALE_CUT * s ? (-SCALE_CUT * s) / direction[last] : 1;
  for (let i = 0; i < size; i++) direction[i] *= shortening;
  let slope = 0;
  for (let i = 0; i < size; i++) slope += gradient[i] * direction[i];
  return { direction, slope };
}

/** -H⁻¹ g with the diagonal at one; where H has no inverse its diagonal is raised until it has. */
function dampedSolve(hessian: Float64Array, size: number, gradient: Float64Array): Float64Array {
  const scale = new Float64Array(size);
  for (let i = 0; i < size; i++) scale[i] = Math.sqrt(hessian[i * size + i]) || 1;
  const right = gradient.map((value, i) => -value / scale[i]);
  for (let damping = 0; ; damping = damping === 0 ? 1e-10 : damping * 100) {
    const lower = hessian.slice();
    for (let i = 0; i < size; i++) {
      for (let j = 0; j <= i; j++) lower[i * size + j] /= scale[i] * scale[j];
      lower[i * size + i] += damping;
    }
    if (choleskyInto(lower, size, 1e-13) < 0 || damping > 1e10) {
      return choleskySolve(lower, size, right).map((value, i) => value / scale[i]);
    }
  }
}
