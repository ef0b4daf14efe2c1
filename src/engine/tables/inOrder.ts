import type { Statement, Watch } from './database.ts';
import { withRows } from './appendRows.ts';
import type { OpenTable } from './openTable.ts';
import { relation } from './relation.ts';
import type { ViewRows } from './viewRows.ts';

/** Has `use` work with what follows FROM to get some columns (by index) of the rows of a view, in its order. */
export async function inOrder<T>(
  table: OpenTable,
  indexes: readonly number[],
  rows: ViewRows,
  use: (from: Required<Statement>) => Promise<T>,
  watch?: Watch,
): Promise<T> {
  const { sql, params } = relation(table, indexes);
  if (!rows) return use({ sql: `(${sql}) t`, params });
  const picked = { type: 'float64', values: Float64Array.from(rows) } as const;
  return withRows(
    table.base.database,
    [picked],
    (name) =>
      use({ sql: `(${sql}) t JOIN ${name} p ON t.r = CAST(p.k0 AS BIGINT) ORDER BY p.rowid`, params }),
    watch,
  );
}
