import type { ParameterValues } from '../../core/operations/index.ts';
import type { Column } from '../../core/table/index.ts';
import { regressionDiagnostics } from '../regression/index.ts';
import type { ClusteringValue, ModelValue, TableValue } from '../values.ts';
import type { TableRun } from './tableParts.ts';
import { withColumnKeys } from './tableValue.ts';

const NO_LABEL = -2;

/** The table with a column computed by an expression. */
export function addComputedColumn(run: TableRun, params: ParameterValues, value: TableValue): TableValue {
  const table = run.parts.tables.addComputed(
    value.table,
    { name: String(params['name']) },
    String(params['expression']),
  );
  return withColumnKeys(value, table, run.key);
}

/** The table with the labels of a clustering as a column. */
export async function addLabels(
  run: TableRun,
  params: ParameterValues,
  value: TableValue,
  { labels }: ClusteringValue,
): Promise<TableValue> {
  const missing = labels.includes(NO_LABEL) ? new Uint8Array(labels.length) : null;
  if (missing) for (let row = 0; row < labels.length; row++) missing[row] = labels[row] === NO_LABEL ? 1 : 0;
  const column: Column = {
    info: { ...info(String(params['name']) || 'label'), type: 'int32', description: 'cluster, -1 is noise' },
    data: { type: 'int32', values: labels, missing },
  };
  const table = await run.parts.tables.addColumns(value.table, [column], run.work);
  return withColumnKeys(value, table, run.key);
}

/** The table with what a regression says of each row. */
export async function addModelColumns(
  run: TableRun,
  params: ParameterValues,
  value: TableValue,
  { request }: ModelValue,
): Promise<TableValue> {
  const { columns } = await regressionDiagnostics(run.parts.pool, request, run.work);
  const ending = String(params['name']);
  const numbers = {
    prediction: columns.prediction,
    residual: columns.residual,
    standardised_residual: columns.standardised,
    leverage: columns.leverage,
    cook: columns.cook,
    outlier: columns.outlier,
    high_leverage: columns.highLeverage,
  };
  const added = Object.entries(numbers).map(([name, values]): Column => ({
    info: { ...info(name + ending), type: 'float64' },
    data: { type: 'float64', values },
  }));
  const table = await run.parts.tables.addColumns(value.table, added, run.work);
  return withColumnKeys(value, table, run.key);
}

function info(name: string) {
  return { name, unit: '', ucd: '', description: '' };
}
