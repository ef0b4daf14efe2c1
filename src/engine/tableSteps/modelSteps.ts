import { AppError } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import { DEFAULT_REGRESSION, type RegressionOptions } from '../../core/regression/index.ts';
import { regressionDiagnostics, regressionPath } from '../regression/index.ts';
import type { AnalysisValue, ModelValue, TableValue } from '../values.ts';
import { namedColumns } from './namedColumns.ts';
import type { TableRun } from './tableParts.ts';

/** Fits a regression to the columns that its parameters name. */
export async function runFit(run: TableRun, params: ParameterValues, table: TableValue): Promise<ModelValue> {
  const options = { ...DEFAULT_REGRESSION, ...params } as RegressionOptions;
  if (options.y === '')
    throw new AppError('bad-argument', 'No column is chosen to be explained.', {
      remedy: 'Choose a numeric column.',
    });
  const { columns } = await namedColumns(run, table, options.x, 'the regression');
  const { values: y } = await run.parts.tables.numbers(table.table, options.y);
  const request = { options, columns, y };
  const { result } = await regressionDiagnostics(run.parts.pool, request, run.work);
  return { kind: 'model', table, request, result };
}

/** The coefficients of a fitted model along its penalty. */
export async function runPath(run: TableRun, { request }: ModelValue): Promise<AnalysisValue> {
  const path = await regressionPath(run.parts.pool, request, run.work);
  return { kind: 'analysis', summary: { kind: 'path', path } };
}
