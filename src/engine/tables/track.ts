import type { Database } from './database.ts';
import type { StoredTable } from './openTable.ts';

const registry = new FinalizationRegistry<{ readonly database: WeakRef<Database>; readonly name: string }>(
  ({ database, name }) => {
    // A database that is gone took its tables with it, and one that is closed may refuse.
    database
      .deref()
      ?.run({ sql: `DROP TABLE IF EXISTS ${name}` })
      .catch(() => {});
  },
);

/** Has the rows dropped from their database when no table value refers to them any more. */
export function track(table: StoredTable): StoredTable {
  registry.register(table, { database: new WeakRef(table.database), name: table.name });
  return table;
}
