import type { DuckDBValue } from '@duckdb/node-api';
import type { ColumnType } from '../../core/table/index.ts';
import type { TableCell, TablePage } from '../../shared/tableSummaries.ts';
import { columnIndex, type OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';
import type { ViewRows } from './viewRows.ts';

export interface PageRequest {
  readonly start: number;
  readonly count: number;
  /** Names of the columns wanted; all where it is not given. */
  readonly columns?: readonly string[];
  /** A row whose position in the view is asked for. */
  readonly locate?: number;
}

/** Rows of a view as they are shown: 64-bit integers and infinities as text, other numbers as numbers, missing as null. */
export async function page(table: OpenTable, rows: ViewRows, request: PageRequest): Promise<TablePage> {
  const total = rows?.length ?? table.rows;
  const start = Math.min(request.start, total);
  const end = Math.min(total, start + request.count);
  const ids = Array.from({ length: end - start }, (_, i) => (rows ? rows[start + i]! : start + i));
  const columns = request.columns ?? table.columns.map(({ name }) => name);
  const indexes = columns.map((name) => columnIndex(table, name));
  const located = request.locate === undefined ? null : positionOf(table, rows, request.locate);
  const found = await cellsOf(table, indexes, ids);
  return { total, columns, start, ids, rows: ids.map((id) => found.get(id) ?? []), located };
}

async function cellsOf(
  table: OpenTable,
  indexes: readonly number[],
  ids: readonly number[],
): Promise<Map<number, readonly TableCell[]>> {
  if (ids.length === 0) return new Map();
  const { sql, params } = relation(table, indexes, { where: whereRowIn(ids) });
  const cells = indexes.map((index) => shownSql(cell(index), table.columns[index]!.type));
  const statement = { sql: `SELECT CAST(r AS DOUBLE), ${['0', ...cells].join(', ')} FROM (${sql})`, params };
  const rows = await table.base.database.rows(statement);
  return new Map(
    rows.map(([id, , ...values]) => [
      Number(id),
      values.map((value, i) => shown(value, table.columns[indexes[i]!]!.type)),
    ]),
  );
}

/** A condition that picks rows by their ids. */
function whereRowIn(ids: readonly number[]): string {
  const first = ids[0]!;
  const contiguous = ids.every((id, i) => id === first + i);
  if (contiguous) return `rowid >= ${first} AND rowid < ${first + ids.length}`;
  return `rowid IN (${ids.map((id) => Math.trunc(id)).join(', ')})`;
}

/** A float32 has fewer digits than the double it becomes, so it comes as text. */
function shownSql(c: string, type: ColumnType): string {
  return type === 'int64' || type === 'float32' ? `CAST(${c} AS VARCHAR)` : c;
}

function shown(value: DuckDBValue | undefined, type: ColumnType): TableCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value;
  if (type === 'text' || type === 'int64') return String(value);
  const number = Number(value === 'inf' ? Infinity : value === '-inf' ? -Infinity : value);
  if (Number.isFinite(number)) return number;
  return Number.isNaN(number) ? null : number > 0 ? 'inf' : '-inf';
}

function positionOf(table: OpenTable, rows: ViewRows, row: number): number | null {
  if (rows === null) return row < table.rows ? row : null;
  const position = rows.indexOf(row);
  return position < 0 ? null : position;
}
