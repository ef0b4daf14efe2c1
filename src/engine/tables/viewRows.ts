import { AppError } from '../../core/errors/index.ts';
import { checkExpression, parseExpression, type Expression } from '../../core/expression/index.ts';
import { hasRow, type Bitset } from '../../core/selection/index.ts';
import { columnIndex, type OpenTable } from './openTable.ts';
import { cell, columnsOf, compile, relation } from './relation.ts';
import { numbersOf } from './vectors.ts';

/** Which rows are shown, and in which order. */
export interface ViewRequest {
  /** An expression that shown rows fulfil; '' or none shows all. */
  readonly filter?: string | Expression;
  readonly sort?: { readonly column: string; readonly descending: boolean } | null;
}

/** The ids of the rows of a view in its order; null for all rows in the order of the table. */
export type ViewRows = Uint32Array<SharedArrayBuffer> | null;

/** The tree of a filter, checked against the table; null where there is none. */
export function filterTree(table: OpenTable, filter: ViewRequest['filter']): Expression | null {
  if (filter === undefined || filter === '') return null;
  const tree = typeof filter === 'string' ? parseExpression(filter) : filter;
  if (checkExpression(tree, table.columns) !== 'boolean')
    throw new AppError('bad-expression', 'A filter is a condition, such as Jmag < 12; this gives a value.', {
      remedy: 'Compare it with something.',
    });
  return tree;
}

/** The rows that fulfil a filter, sorted: missing cells last whichever way, ties in the order of the table. */
export async function viewRows(table: OpenTable, request: ViewRequest): Promise<ViewRows> {
  const tree = filterTree(table, request.filter);
  const { sort } = request;
  if (!tree && !sort) return null;
  const sortIndex = sort ? [columnIndex(table, sort.column)] : [];
  const from = relation(table, [...(tree ? columnsOf(tree, table.columns) : []), ...sortIndex]);
  const where = tree ? compile(tree, table, from.params.length) : null;
  const order = sort
    ? ` ORDER BY ${cell(sortIndex[0]!)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST, r`
    : '';
  const statement = {
    sql: `SELECT CAST(r AS UINTEGER) FROM (${from.sql})${where ? ` WHERE ${where.sql}` : ''}${order}`,
    params: [...from.params, ...(where?.params ?? [])],
  };
  const rows = new Uint32Array(new SharedArrayBuffer(table.rows * 4));
  let count = 0;
  await table.base.database.chunks(statement, (chunk) => {
    rows.set(numbersOf(chunk, 0), count);
    count += chunk.rowCount;
  });
  return count === table.rows ? rows : shortened(rows, count);
}

/** The rows of a view that a selection holds, in the same order. */
export function selectedRows(table: OpenTable, rows: ViewRows, selected: Bitset): ViewRows {
  const from = rows?.length ?? table.rows;
  const kept = new Uint32Array(new SharedArrayBuffer(from * 4));
  let count = 0;
  for (let i = 0; i < from; i++) {
    const row = rows ? rows[i]! : i;
    if (hasRow(selected, row)) kept[count++] = row;
  }
  return shortened(kept, count);
}

function shortened(rows: Uint32Array<SharedArrayBuffer>, count: number): Uint32Array<SharedArrayBuffer> {
  const short = new Uint32Array(new SharedArrayBuffer(count * 4));
  short.set(rows.subarray(0, count));
  return short;
}
