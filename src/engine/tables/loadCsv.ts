import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { AppError } from '../../core/errors/index.ts';
import { batches } from './batches.ts';
import { readCsvSql, type CsvLayout, type CsvType } from './csvSql.ts';
import type { Database, Watch } from './database.ts';
import type { StoredTable } from './openTable.ts';
import { track } from './track.ts';

/** Faulty cells that are looked at before a load is given up. */
const REJECTS = 1000;
/** Integers from here on are not all doubles. */
const EXACT = 2 ** 53;
const PEEK_ROWS = 200;
/** Digits, with a sign, that a double always holds. */
const SAFE_DIGITS = 15;

export interface CsvWish {
  /** What the sample says of each column. */
  readonly types: readonly ('float64' | 'int64' | 'boolean' | 'text')[];
  /** Columns that are read as text first, and then made what all of their cells are. */
  readonly undecided: ReadonlySet<number>;
}

export interface CsvRows {
  readonly table: StoredTable;
  readonly types: readonly CsvType[];
  /** Columns that hold text now though the sample spoke of numbers, with the cell that says why ('' where none does). */
  readonly undecided: ReadonlyMap<number, string>;
}

/** Loads a plain delimited text with the types that a sample suggested; null where rows are faulty (ragged, badly quoted,
 * not UTF-8), so that the text has to be rewritten first.
 *
 * Method: integers are read as doubles, since DuckDB rounds "1.5" to 2 for an integer column without a word; they become
 *         integers when all are whole. A column with a cell that does not fit is read again as text, so no cell is lost. */
export async function loadCsv(
  database: Database,
  layout: CsvLayout,
  wish: CsvWish,
  watch: Watch,
): Promise<CsvRows | null> {
  const undecided = new Map<number, string>();
  for (const index of wish.undecided) undecided.set(index, '');
  for (const index of await longIntegers(database, layout, wish, watch)) undecided.set(index, '');
  for (let attempt = 0; ; attempt++) {
    const types = wish.types.map((type, i) => csvType(type, undecided.has(i)));
    const name = database.newName('t');
    const table = track({ database, name });
    const faults = await loadOnce(database, layout, types, name, watch);
    if (faults.structural) return null;
    let again = faults.cells.size > 0;
    for (const [index, text] of faults.cells) undecided.set(index, text);
    if (!again)
      for (const index of await inexactIntegers(table, wish, types, watch)) {
        undecided.set(index, '');
        again = true;
      }
    if (!again) return { table, types, undecided };
    await database.run({ sql: `DROP TABLE ${name}` });
    // One faulty column may hide others behind it; the third time nothing is left that could be faulty.
    if (attempt === 1)
      wish.types.forEach((type, i) => {
        if (type !== 'text' && !undecided.has(i)) undecided.set(i, '');
      });
  }
}

function csvType(type: CsvWish['types'][number], undecided: boolean): CsvType {
  if (undecided || type === 'text') return 'VARCHAR';
  return type === 'boolean' ? 'BOOLEAN' : 'DOUBLE';
}

/** Loads the text; the tables of faults live as long as the connection, so they are looked at on the same one. */
function loadOnce(
  database: Database,
  layout: CsvLayout,
  types: readonly CsvType[],
  name: string,
  watch: Watch,
): Promise<{ structural: boolean; cells: Map<number, string> }> {
  const rejects = { errors: database.newName('e'), scans: database.newName('e'), limit: REJECTS };
  return database.using(watch, async (connection) => {
    try {
      await connection.run(`CREATE TABLE ${name} AS SELECT * FROM ${readCsvSql(layout, types, rejects)}`);
    } catch (error) {
      // A line that makes the parser give up; the rewriting job reads on.
      if (error instanceof Error && /CSV|sniff|Invalid Input Error|null_padding/.test(error.message))
        return { structural: true, cells: new Map() };
      throw error;
    }
    return faultsOf(connection, rejects);
  });
}

async function faultsOf(
  connection: DuckDBConnection,
  rejects: { readonly errors: string; readonly scans: string },
): Promise<{ structural: boolean; cells: Map<number, string> }> {
  const reader = await connection.runAndReadAll(
    `SELECT column_idx, error_type::VARCHAR, min(left(error_message, 400)) FROM ${rejects.errors} GROUP BY ALL`,
  );
  await connection.run(`DROP TABLE ${rejects.errors}`);
  await connection.run(`DROP TABLE ${rejects.scans}`);
  const rows = reader.getRows();
  const cells = new Map<number, string>();
  for (const [index, type, message] of rows)
    if (type === 'CAST') cells.set(Number(index) - 1, /string "([^]*)" to/.exec(String(message))?.[1] ?? '');
  return { structural: rows.some(([, type]) => type !== 'CAST'), cells };
}

/** Columns of integers that the first rows show to be too long for a double: identifiers, mostly. */
async function longIntegers(
  database: Database,
  layout: CsvLayout,
  wish: CsvWish,
  watch: Watch,
): Promise<number[]> {
  const integers = wish.types.flatMap((type, i) => (type === 'int64' ? [i] : []));
  if (integers.length === 0) return [];
  const texts = wish.types.map((): CsvType => 'VARCHAR');
  const head = database.newName('h');
  const sql = `CREATE TABLE ${head} AS SELECT * FROM ${readCsvSql(layout, texts, null)} LIMIT ${PEEK_ROWS}`;
  try {
    await database.run({ sql }, watch);
    const long = (length: DuckDBValue): boolean => Number(length ?? 0) > SAFE_DIGITS;
    return await chosen(database, integers, (i) => `max(length(k${i}))`, head, long, watch);
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    // A faulty line among the first: the load itself tells.
    return [];
  } finally {
    await database.run({ sql: `DROP TABLE IF EXISTS ${head}` });
  }
}

/** Columns of integers, read as doubles, that hold one too large for that. */
async function inexactIntegers(
  table: StoredTable,
  wish: CsvWish,
  types: readonly CsvType[],
  watch: Watch,
): Promise<number[]> {
  const integers = wish.types.flatMap((type, i) => (type === 'int64' && types[i] === 'DOUBLE' ? [i] : []));
  const check = (i: number): string => `bool_or(abs(k${i}) >= ${EXACT} AND isfinite(k${i}))`;
  return chosen(table.database, integers, check, table.name, (found) => found === true, watch);
}

/** The columns for which an aggregate over a table gives what is looked for. */
async function chosen(
  database: Database,
  indexes: readonly number[],
  aggregate: (index: number) => string,
  table: string,
  wanted: (value: DuckDBValue) => boolean,
  watch: Watch,
): Promise<number[]> {
  const found: number[] = [];
  for (const some of batches(indexes)) {
    const sql = `SELECT ${some.map(aggregate).join(', ')} FROM ${table}`;
    const [row = []] = await database.rows({ sql }, watch);
    found.push(...some.filter((_, i) => wanted(row[i] ?? null)));
  }
  return found;
}
