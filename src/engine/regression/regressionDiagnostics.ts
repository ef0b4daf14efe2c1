import type { Warning } from '../../core/errors/index.ts';
import {
  DIAGNOSTIC_NAMES,
  type DiagnosticColumns,
  type DiagnosticCounts,
  type RegressionRequest,
  type RegressionResult,
} from '../../core/regression/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { passOverRows } from './blockPasses.ts';
import { fitTable, type FittedTable } from './fitRegression.ts';

/** A fit, and what it says of each row. */
export interface RegressionDiagnostics {
  readonly result: RegressionResult;
  /** In shared memory, in row order. */
  readonly columns: DiagnosticColumns;
  readonly counts: DiagnosticCounts;
}

/** Fits a regression, and in one more pass over the rows looks for outliers and rows of high leverage. */
export async function regressionDiagnostics(
  pool: Pool,
  request: RegressionRequest,
  work: Work,
): Promise<RegressionDiagnostics> {
  const fitted = await fitTable(pool, request, work);
  const { table, fit } = fitted;
  const count = request.y.length;
  const columns = Object.fromEntries(
    DIAGNOSTIC_NAMES.map((name) => [name, new Float64Array(new SharedArrayBuffer(8 * count))]),
  ) as unknown as DiagnosticColumns;
  const intercept = request.options.fit_intercept;
  const spec = { fit, intercept, residualStd: residualStd(fitted, intercept), testPart: table.testPart };
  const rows = { ...table.rows, groups: table.rows.groups.map(() => 0), groupCount: 1 };
  let counts: DiagnosticCounts = { outliers: 0, highLeverage: 0, largestLeverage: 0 };
  await passOverRows(
    pool,
    work,
    { count, columns: table.termNames.length + 1, label: 'Looking at each row' },
    (range) => pool.run('regressionRows', { ...range, out: columns, rows, spec }, PRIORITY.asked),
    (answer) => {
      counts = {
        outliers: counts.outliers + answer.outliers,
        highLeverage: counts.highLeverage + answer.highLeverage,
        largestLeverage: Math.max(counts.largestLeverage, answer.largestLeverage),
      };
    },
  );
  const warnings = [...fitted.result.warnings, ...rowWarnings(counts)];
  return { result: { ...fitted.result, warnings }, columns, counts };
}

function residualStd({ fit, train }: FittedTable, intercept: boolean): number {
  if (fit.robust) return fit.robust.scale;
  const free = fit.rows - fit.rank - (intercept ? 1 : 0);
  return free > 0 ? Math.sqrt(train.residual / free) : NaN;
}

function rowWarnings({ outliers, highLeverage, largestLeverage }: DiagnosticCounts): Warning[] {
  const warnings: Warning[] = [];
  const rows = (count: number) => (count === 1 ? '1 row lies' : `${count} rows lie`);
  if (outliers > 0)
    warnings.push({
      code: 'outliers',
      message: `${rows(outliers)} more than 3 standard deviations from the fit.`,
    });
  if (highLeverage > 0)
    warnings.push({
      code: 'leverage',
      message: `${rows(highLeverage)} so far from the others that the fit leans on them (leverage up to ${largestLeverage.toPrecision(2)}).`,
    });
  return warnings;
}
