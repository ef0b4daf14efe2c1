import { columnIndex, type OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';
import { numbersOf } from './vectors.ts';

/** A column as classes, for colouring. */
export interface Categories {
  /** For each row the index of its label, MISSING, or -2 for one of the others. */
  readonly codes: Int16Array<SharedArrayBuffer>;
  /** In ascending order. */
  readonly labels: readonly string[];
  /** Rows whose label is not among them, because there are too many. */
  readonly others: number;
}

export const MISSING = -1;
const OTHER = -2;
/** The commonest so many labels are told apart. */
const MAX_LABELS = 10_000;

/** The cells of a column as codes and labels; numbers are labelled as they are written. */
export async function categories(table: OpenTable, name: string): Promise<Categories> {
  const { database } = table.base;
  const index = columnIndex(table, name);
  const { sql, params } = relation(table, [index]);
  const text = `SELECT CAST(${cell(index)} AS VARCHAR) AS v FROM (${sql})`;
  const chosen = database.newName('l');
  const type = database.newName('e');
  try {
    const common = `SELECT v, count(*) AS n FROM (${text}) WHERE v IS NOT NULL GROUP BY v ORDER BY n DESC, v`;
    await database.run({ sql: `CREATE TABLE ${chosen} AS ${common} LIMIT ${MAX_LABELS}`, params });
    await database.run({ sql: `CREATE TYPE ${type} AS ENUM (SELECT v FROM ${chosen} ORDER BY v)` });
    const labels = await database.rows({ sql: `SELECT v FROM ${chosen} ORDER BY v` });
    const codes = new Int16Array(new SharedArrayBuffer(table.rows * 2));
    const code = `coalesce(CAST(enum_code(TRY_CAST(v AS ${type})) AS SMALLINT), ${OTHER}::SMALLINT)`;
    const select = `SELECT CASE WHEN v IS NULL THEN ${MISSING}::SMALLINT ELSE ${code} END FROM (${text})`;
    let at = 0;
    let others = 0;
    await database.chunks({ sql: select, params }, (chunk) => {
      const found = numbersOf(chunk, 0);
      codes.set(found, at);
      for (let i = 0; i < chunk.rowCount; i++) if (found[i] === OTHER) others++;
      at += chunk.rowCount;
    });
    return { codes, labels: labels.map(([label]) => String(label)), others };
  } finally {
    await database.run({ sql: `DROP TYPE IF EXISTS ${type}` });
    await database.run({ sql: `DROP TABLE IF EXISTS ${chosen}` });
  }
}
