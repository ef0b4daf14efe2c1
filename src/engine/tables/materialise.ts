import type { ColumnInfo } from '../../core/table/index.ts';
import type { Database, Statement, Watch } from './database.ts';
import { NOTHING_TO_REPORT, openTable, type OpenTable } from './openTable.ts';
import { countRows } from './rowCount.ts';
import { track } from './track.ts';

/** The rows of a SELECT as a table of their own, whose columns are called k0, k1, … there. */
export async function materialise(
  database: Database,
  { sql, params = [] }: Statement,
  columns: readonly ColumnInfo[],
  watch?: Watch,
): Promise<OpenTable> {
  const table = track({ database, name: database.newName('t') });
  await database.run({ sql: `CREATE TABLE ${table.name} AS ${sql}`, params }, watch);
  return openTable({
    rows: await countRows(table),
    columns,
    sources: columns.map((_, i) => ({ kind: 'stored', table, column: `k${i}` })),
    base: table,
    report: NOTHING_TO_REPORT,
  });
}
