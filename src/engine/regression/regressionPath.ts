import type { PathOptions, RegressionPath, RegressionRequest } from '../../core/regression/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { sumTable } from './summedTable.ts';

/** The coefficients of ridge or lasso over alpha, with cross-validated scores where `cv` asks for folds: one pass over the rows. */
export async function regressionPath(
  pool: Pool,
  request: RegressionRequest,
  work: Work,
  path: PathOptions = {},
): Promise<RegressionPath> {
  const { termNames, sums, sets, skipped } = await sumTable(pool, request, work);
  const problem = { options: request.options, termNames, sums, factors: null, sets };
  const { warnings } = await pool.run('regressionSolve', problem, PRIORITY.asked);
  const solved = await pool.run('regressionPath', { problem, path }, PRIORITY.asked);
  return { ...solved, skipped, warnings };
}
