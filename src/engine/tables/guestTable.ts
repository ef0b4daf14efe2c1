import type { Statement, Watch } from './database.ts';
import type { OpenTable } from './openTable.ts';
import { quoteLiteral } from './quote.ts';
import { relation } from './relation.ts';
import type { Staging } from './staging.ts';

/** Has `use` work with a table as a relation in the database of another (`host`): by a Parquet file in the staging folder where
 * it lives elsewhere. `paramsBefore` parameters of the statement come before those of the relation. */
export async function withGuest<T>(
  guest: OpenTable,
  host: OpenTable,
  staging: Staging,
  paramsBefore: number,
  use: (relation: Required<Statement>) => Promise<T>,
  watch?: Watch,
): Promise<T> {
  const indexes = guest.columns.map((_, i) => i);
  if (guest.base.database === host.base.database) return use(relation(guest, indexes, { paramsBefore }));
  const { sql, params } = relation(guest, indexes);
  const file = staging.file('.parquet');
  const literal = quoteLiteral(file);
  try {
    const copy = `COPY (${sql}) TO ${literal} (FORMAT parquet, COMPRESSION lz4_raw)`;
    await guest.base.database.run({ sql: copy, params }, watch);
    return await use({ sql: `SELECT * FROM read_parquet(${literal})`, params: [] });
  } finally {
    await staging.discard(file);
  }
}
