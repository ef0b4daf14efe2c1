import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnStatistics } from '../../shared/tableSummaries.ts';
import { columnIndex, type OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';

const BINS = 30;
const TOP = 10;
/** Quartiles of longer tables are those of every n-th row, so many at least. */
const EXACT_ROWS = 2_000_000;

/** A glance at columns: counts, extremes, moments, quartiles and a histogram of finite numbers; the commonest texts.
 *
 * The number of different cells is an estimate (HyperLogLog, a few per cent); quartiles of more than two million rows are those
 * of every n-th row. */
export function statistics(table: OpenTable, names: readonly string[]): Promise<ColumnStatistics[]> {
  return Promise.all(names.map((name) => columnStatistics(table, name)));
}

async function columnStatistics(table: OpenTable, column: string): Promise<ColumnStatistics> {
  const index = columnIndex(table, column);
  const { type } = table.columns[index]!;
  const from = relation(table, [index]);
  const c = cell(index);
  const { database } = table.base;
  const ask = async (sql: string): Promise<DuckDBValue[][]> => database.rows({ sql, params: from.params });
  const counts = `count(${c}), count(*) - count(${c}), approx_count_distinct(${c})`;
  if (type === 'text' || type === 'boolean') {
    const [row = []] = await ask(`SELECT ${counts} FROM (${from.sql})`);
    const top = await ask(
      `SELECT left(CAST(${c} AS VARCHAR), 200), count(*) AS n FROM (${from.sql}) WHERE ${c} IS NOT NULL GROUP BY ${c} ORDER BY n DESC, ${c} LIMIT ${TOP}`,
    );
    return {
      ...nothing(column),
      ...countsOf(row),
      top: top.map(([value, count]) => ({ value: String(value), count: Number(count) })),
    };
  }
  const x = `CAST(${c} AS DOUBLE)`;
  const finite = `FILTER (isfinite(${x}))`;
  const moments = [`min(${x})`, `max(${x})`, `favg(${x})`, `stddev_pop(${x})`].map(
    (sql) => `${sql} ${finite}`,
  );
  const [row = []] = await ask(`SELECT ${[counts, ...moments].join(', ')} FROM (${from.sql})`);
  const [minimum = null, maximum = null, mean = null, std = null] = row.slice(3).map(finiteOrNull);
  const every = Math.max(1, Math.floor(table.rows / EXACT_ROWS));
  const quartile = [0.25, 0.5, 0.75].map((q) => `quantile_cont(${x}, ${q}) ${finite}`);
  const [quartiles = []] = await ask(
    `SELECT ${quartile.join(', ')} FROM (${from.sql})${every > 1 ? ` WHERE r % ${every} = 0` : ''}`,
  );
  const found = quartiles.map(finiteOrNull);
  return {
    ...nothing(column),
    ...countsOf(row),
    minimum,
    maximum,
    mean,
    std,
    quartiles: found.every((value) => value !== null) ? (found as [number, number, number]) : null,
    histogram: minimum === null || maximum === null ? null : await histogram(table, index, minimum, maximum),
  };
}

async function histogram(
  table: OpenTable,
  index: number,
  low: number,
  high: number,
): Promise<NonNullable<ColumnStatistics['histogram']>> {
  const { sql, params } = relation(table, [index]);
  const x = `CAST(${cell(index)} AS DOUBLE)`;
  const counts = new Array<number>(BINS).fill(0);
  const [a, b] = [`$${params.length + 1}::DOUBLE`, `$${params.length + 2}::DOUBLE`];
  // Halved, since the width of a range of doubles may be beyond them.
  const share = `(${x} / 2 - ${a} / 2) / nullif(${b} / 2 - ${a} / 2, 0)`;
  const bin = `CAST(least(${BINS - 1}, floor(coalesce(${share}, 0) * ${BINS})) AS INTEGER)`;
  const bins = await table.base.database.rows({
    sql: `SELECT ${bin} AS bin, count(*) FROM (${sql}) WHERE isfinite(${x}) GROUP BY bin`,
    params: [...params, low, high],
  });
  for (const [at, count] of bins) counts[Number(at)] = Number(count);
  return { low, high, counts };
}

function nothing(column: string): ColumnStatistics {
  return {
    column,
    count: 0,
    missing: 0,
    distinct: 0,
    minimum: null,
    maximum: null,
    mean: null,
    std: null,
    quartiles: null,
    histogram: null,
    top: [],
  };
}

function countsOf(row: readonly DuckDBValue[]) {
  const [count = 0, missing = 0, distinct = 0] = row.map(Number);
  // The estimate may be above what is possible.
  return { count, missing, distinct: Math.min(count, distinct) };
}

function finiteOrNull(value: DuckDBValue | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
