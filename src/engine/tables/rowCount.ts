import type { StoredTable } from './openTable.ts';
import { refuseTooLong } from './openTable.ts';

/** How many rows a stored table has. */
export async function countRows({ database, name }: StoredTable): Promise<number> {
  const [row = []] = await database.rows({ sql: `SELECT count(*) FROM ${name}` });
  const rows = Number(row[0] ?? 0);
  refuseTooLong(rows);
  return rows;
}
