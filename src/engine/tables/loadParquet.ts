import { AppError } from '../../core/errors/index.ts';
import { quoteIdentifier } from '../../core/expression/index.ts';
import { uniqueNames, type ColumnType } from '../../core/table/index.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import type { Work } from '../jobTracker.ts';
import type { Database } from './database.ts';
import { plainInfo } from './loadDelimited.ts';
import { NOTHING_TO_REPORT, openTable, refuseTooWide, sqlType, type OpenTable } from './openTable.ts';
import { quoteLiteral } from './quote.ts';
import { readablePath } from './readablePath.ts';
import { countRows } from './rowCount.ts';
import type { Staging } from './staging.ts';
import { track } from './track.ts';

export interface ParquetSource {
  readonly kind: 'parquet';
  readonly file: FileIdentity;
}

const TYPES: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'int32',
  SMALLINT: 'int32',
  INTEGER: 'int32',
  UTINYINT: 'int32',
  USMALLINT: 'int32',
  UINTEGER: 'int64',
  BIGINT: 'int64',
  FLOAT: 'float32',
  DOUBLE: 'float64',
};

/** Opens a Parquet file. Dates, lists and structures become text as DuckDB writes them, decimals become doubles, and 64-bit
 * unsigned integers stay integers where they fit. */
export async function loadParquet(
  { file }: ParquetSource,
  database: Database,
  staging: Staging,
  work: Work,
): Promise<OpenTable> {
  const watch = { control: work.control, percent: true };
  work.expect(100, 'Reading');
  const parquet = `read_parquet(${quoteLiteral(await readablePath(staging, file.path))})`;
  const described = await database
    .rows({ sql: `DESCRIBE SELECT * FROM ${parquet}` }, watch)
    .catch((cause: unknown) => unreadable(cause));
  refuseTooWide(described.length);
  const found = described.map(([name, type]) => ({ name: String(name), type: String(type) }));
  const notes: string[] = [];
  const types: ColumnType[] = [];
  for (const { name, type } of found) {
    if (/^(UBIGINT|HUGEINT|UHUGEINT)$/.test(type)) {
      const column = quoteIdentifier(name);
      const fits = `bool_and(TRY_CAST(${column} AS BIGINT) IS NOT NULL) FILTER (${column} IS NOT NULL)`;
      const [row = []] = await database.rows({ sql: `SELECT ${fits} FROM ${parquet}` }, watch);
      types.push(row[0] === false ? 'text' : 'int64');
      if (row[0] === false)
        notes.push(`Column "${name}" is text, because its integers have more than 64 bits.`);
    } else types.push(TYPES[type] ?? (type.startsWith('DECIMAL') ? 'float64' : 'text'));
  }
  const cells = found.map(({ name }, i) => {
    const cast = `CAST(${quoteIdentifier(name)} AS ${sqlType(types[i]!)})`;
    // Missing is NULL in here, and NaN nowhere.
    const floating = types[i] === 'float64' || types[i] === 'float32';
    return `${floating ? `nullif(${cast}, 'NaN'::${sqlType(types[i]!)})` : cast} AS k${i}`;
  });
  const table = track({ database, name: database.newName('t') });
  await database
    .run({ sql: `CREATE TABLE ${table.name} AS SELECT ${cells.join(', ')} FROM ${parquet}` }, watch)
    .catch((cause: unknown) => unreadable(cause));
  const names = uniqueNames(found.map(({ name }) => name));
  return openTable({
    rows: await countRows(table),
    columns: names.map((name, i) => plainInfo(name, types[i]!)),
    sources: names.map((_, i) => ({ kind: 'stored', table, column: `k${i}` })),
    base: table,
    report: { ...NOTHING_TO_REPORT, notes },
  });
}

function unreadable(cause: unknown): never {
  if (cause instanceof AppError && cause.code !== 'internal' && cause.code !== 'bad-expression') throw cause;
  throw new AppError('bad-table', 'The Parquet file is damaged, or of a kind that cannot be read here.', {
    cause,
  });
}
