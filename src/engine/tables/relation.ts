import type { DuckDBValue } from '@duckdb/node-api';
import { expressionSql, type Expression } from '../../core/expression/index.ts';
import type { ColumnInfo } from '../../core/table/index.ts';
import { columnIndex, type OpenTable, type StoredTable } from './openTable.ts';

/** A SELECT over a table: the row id as `r`, and the columns asked for under their `cell` names. */
export interface Relation {
  readonly sql: string;
  readonly params: readonly DuckDBValue[];
}

/** The name of a column inside a relation. Names of the person's columns never are SQL. */
export function cell(index: number): string {
  return `c${index}`;
}

/** The row ids and some columns of a table as a subquery; what else is needed to compute those is seen to.
 *
 * Without `where` the rows come in the order of their ids, and tables of added columns stand beside the first by position,
 * which costs no join. With `where`, a condition on `rowid`, only those rows are looked up in each. `paramsBefore` other
 * parameters of the statement come before those of the relation. */
export function relation(
  table: OpenTable,
  indexes: Iterable<number>,
  { where = null, paramsBefore = 0 }: { where?: string | null; paramsBefore?: number } = {},
): Relation {
  const needed = withInputs(table, indexes);
  const stored = new Map<StoredTable, number[]>([[table.base, []]]);
  const computed: number[] = [];
  for (const index of needed) {
    const source = table.sources[index]!;
    if (source.kind === 'computed') computed.push(index);
    else stored.set(source.table, [...(stored.get(source.table) ?? []), index]);
  }
  let sql = storedSql(table, stored, where);
  let params: DuckDBValue[] = [];
  for (const index of computed) {
    const source = table.sources[index]!;
    if (source.kind !== 'computed') continue;
    const compiled = compile(source.tree, table, paramsBefore + params.length, index);
    params = [...params, ...compiled.params];
    sql = `SELECT *, ${compiled.sql} AS ${cell(index)} FROM (${sql})`;
  }
  return { sql, params };
}

/** An expression over a table's columns as SQL on a relation that holds them. */
export function compile(
  tree: Expression,
  table: OpenTable,
  paramsBefore: number,
  columnsBefore = table.columns.length,
): Relation {
  return expressionSql(tree, table.columns.slice(0, columnsBefore), {
    firstParameter: paramsBefore + 1,
    columnSql: (name) => cell(columnIndex(table, name)),
  });
}

/** The columns that an expression names, by index; `bad-expression` where it does not fit them. */
export function columnsOf(tree: Expression, columns: readonly ColumnInfo[]): readonly number[] {
  const found = new Set<number>();
  expressionSql(tree, columns, {
    columnSql: (name) => {
      found.add(columns.findIndex((column) => column.name === name));
      return 'c';
    },
  });
  return [...found];
}

function withInputs(table: OpenTable, indexes: Iterable<number>): readonly number[] {
  const needed = new Set<number>();
  const add = (index: number): void => {
    if (needed.has(index)) return;
    needed.add(index);
    const source = table.sources[index]!;
    if (source.kind === 'computed') columnsOf(source.tree, table.columns.slice(0, index)).forEach(add);
  };
  for (const index of indexes) add(index);
  return [...needed].sort((a, b) => a - b);
}

function storedSql(
  table: OpenTable,
  stored: ReadonlyMap<StoredTable, readonly number[]>,
  where: string | null,
): string {
  const sources = [...stored].map(([at, indexes], i) => ({ at, indexes, alias: `s${i}` }));
  const cells = sources.flatMap(({ indexes, alias }) =>
    indexes.map((index) => {
      const source = table.sources[index]!;
      return `${alias}.${source.kind === 'stored' ? source.column : ''} AS ${cell(index)}`;
    }),
  );
  const select = ['s0.rowid AS r', ...cells].join(', ');
  const from = sources.map(({ at, alias }) =>
    where === null
      ? `${at.name} ${alias}`
      : `(SELECT rowid, * FROM ${at.name} WHERE ${where}) ${alias}${alias === 's0' ? '' : ` ON ${alias}.rowid = s0.rowid`}`,
  );
  return `SELECT ${select} FROM ${from.join(where === null ? ' POSITIONAL JOIN ' : ' JOIN ')}`;
}
