import {
  buildResult,
  diagonal,
  FINE_RESIDUAL,
  huberFit,
  squareOf,
  squaresOf,
  startHuber,
  sumsLength,
  sumsOfParts,
  type HuberProblem,
  type RegressionRequest,
  type RegressionResult,
  type Squares,
  type TermFit,
} from '../../core/regression/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { factorRows, sumRows, sumTable, type SummedTable } from './summedTable.ts';

/** Fits a regression to columns in shared memory: one pass over the rows, more where few digits would be left (a QR
 * factorisation), for huber, or for residuals that are tiny beside the spread of y. */
export async function fitRegression(
  pool: Pool,
  request: RegressionRequest,
  work: Work,
): Promise<RegressionResult> {
  return (await fitTable(pool, request, work)).result;
}

/** A result, and what further looks at the rows need. */
export interface FittedTable {
  readonly table: SummedTable;
  readonly fit: TermFit;
  readonly train: Squares;
  readonly result: RegressionResult;
}

export async function fitTable(pool: Pool, request: RegressionRequest, work: Work): Promise<FittedTable> {
  const table = await sumTable(pool, request, work);
  const { options } = request;
  const { fits: linear, warnings } = await solveTable(pool, work, table);
  const fits: TermFit[] = [];
  for (const [i, fit] of linear.entries()) {
    fits.push(options.model === 'huber' ? await fitHuber(pool, work, table, table.sets[i]!, fit) : fit);
  }
  const fit = fits[0]!;
  const { train, test } = await squaresOfFit(pool, work, table, fit);
  const width = table.termNames.length + 1;
  const folds = fits.slice(1).map((other, fold) => squaresOf(other, sumsOfParts(table.sums, width, [fold])));
  const { termNames, skipped } = table;
  const result = buildResult({ options, termNames, fit, warnings, skipped, train, test, folds });
  return { table, fit, train, result };
}

async function solveTable(pool: Pool, work: Work, table: SummedTable) {
  const { request, termNames, sums, sets } = table;
  const problem = { options: request.options, termNames, sums, sets };
  const solved = await pool.run('regressionSolve', { ...problem, factors: null }, PRIORITY.asked);
  if (solved.fits) return { fits: solved.fits, warnings: solved.warnings };
  const factors = await factorRows(pool, work, table);
  const exact = await pool.run('regressionSolve', { ...problem, factors }, PRIORITY.asked);
  return { fits: exact.fits!, warnings: exact.warnings };
}

async function fitHuber(
  pool: Pool,
  work: Work,
  { request, rows, sums }: SummedTable,
  set: readonly number[],
  start: TermFit,
): Promise<TermFit> {
  const { alpha, epsilon, fit_intercept: intercept } = request.options;
  const terms = start.coefficients.length;
  const own = sumsOfParts(sums, terms + 1, set);
  const { residual, total } = squaresOf(start, own);
  // What is left of a perfect fit is rounding: there is nothing to be robust against.
  const rms = residual <= 1e-24 * total ? 0 : Math.sqrt(residual / own[0]!);
  const problem: HuberProblem = {
    terms,
    rows: start.rows,
    intercept,
    epsilon,
    penalty: start.scale.map((s) => alpha * s * s),
    square: squareOf(own, terms + 1, intercept),
    rms,
  };
  const groups = rows.groups.map((part) => (set.includes(part) ? 0 : -1));
  const passRows = { ...rows, groups, groupCount: 1 };
  let state = startHuber(problem, start);
  while (!state.done) {
    const { trial } = state;
    const residualPass = {
      coefficients: trial.slice(0, terms),
      centre: start.centre,
      intercept: intercept ? trial[terms]! : 0,
      limit: epsilon * trial[trial.length - 1]!,
    };
    const pass = await sumRows(
      pool,
      work,
      passRows,
      residualPass,
      `Weighing residuals (${state.passes + 1})`,
    );
    const input = { problem, state, sums: pass.sums, beyond: pass.beyond };
    state = await pool.run('regressionHuber', input, PRIORITY.asked);
  }
  return huberFit(problem, start, state);
}

/** Sums of squares of the training and the test rows; from the residuals themselves where the sums lost their digits. */
async function squaresOfFit(
  pool: Pool,
  work: Work,
  { rows, sums, sets, testPart, termNames }: SummedTable,
  fit: TermFit,
): Promise<{ train: Squares; test: Squares | null }> {
  const terms = termNames.length;
  const train = squaresOf(fit, sumsOfParts(sums, terms + 1, sets[0]!));
  const test = testPart < 0 ? null : squaresOf(fit, sumsOfParts(sums, terms + 1, [testPart]));
  const isFine = ({ residual, total }: Squares) => residual < FINE_RESIDUAL * total;
  if (!isFine(train) && !(test && isFine(test))) return { train, test };
  let intercept = fit.intercept - fit.centre[terms]!;
  for (let j = 0; j < terms; j++) intercept += fit.centre[j]! * fit.coefficients[j]!;
  const groups = rows.groups.map((part) => (part === testPart ? 1 : 0));
  const pass = { coefficients: fit.coefficients, centre: fit.centre, intercept, limit: Infinity };
  const exact = await sumRows(
    pool,
    work,
    { ...rows, groups, groupCount: test ? 2 : 1 },
    pass,
    'Summing up the residuals',
  );
  const length = sumsLength(terms + 1);
  const residual = (group: number) => {
    const own = exact.sums.subarray(group * length, (group + 1) * length);
    return diagonal(own, terms + 1, terms) + own[0]! * own[1 + terms]! * own[1 + terms]!;
  };
  return {
    train: { ...train, residual: residual(0) },
    test: test && { ...test, residual: residual(1) },
  };
}
