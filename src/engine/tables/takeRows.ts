import { withRows } from './appendRows.ts';
import type { Watch } from './database.ts';
import { materialise } from './materialise.ts';
import type { OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';

/** A new table of some rows of another, in the order given. */
export async function takeRows(table: OpenTable, rows: Uint32Array, watch?: Watch): Promise<OpenTable> {
  const { database } = table.base;
  const indexes = table.columns.map((_, i) => i);
  const from = relation(table, indexes);
  const cells = indexes.map((i) => `${cell(i)} AS k${i}`).join(', ');
  return withRows(
    database,
    [{ type: 'float64', values: Float64Array.from(rows) }],
    (picked) => {
      const join = `(${from.sql}) t JOIN ${picked} p ON t.r = CAST(p.k0 AS BIGINT)`;
      const sql = `SELECT ${cells} FROM ${join} ORDER BY p.rowid`;
      return materialise(database, { sql, params: from.params }, table.columns, watch);
    },
    watch,
  );
}
