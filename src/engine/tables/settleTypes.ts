import type { ColumnType } from '../../core/table/index.ts';
import { batches } from './batches.ts';
import type { CsvType } from './csvSql.ts';
import type { Watch } from './database.ts';
import type { CsvRows, CsvWish } from './loadCsv.ts';
import { sqlType, type LostCells, type StoredTable } from './openTable.ts';
import { track } from './track.ts';

const INTEGER = "'[+-]?[0-9]{1,19}'";
const EXAMPLES = 5;
const IN_PLACE_COLUMNS = 60;

export interface Settled {
  readonly table: StoredTable;
  readonly types: readonly ColumnType[];
  readonly lostCells: readonly (Omit<LostCells, 'column'> & { readonly index: number })[];
  /** Columns that turned out to be text, with a cell that is no number ('' where it is not known). */
  readonly texts: ReadonlyMap<number, string>;
}

/** Gives each loaded column the type that all of its cells have: what was read as text becomes integers, numbers or truth
 * values where every cell is one, and numbers in any case where a person wants them (`forced`). NaN becomes missing. */
export async function settleTypes(
  { table, types, undecided }: CsvRows,
  wish: CsvWish,
  forced: ReadonlySet<number>,
  decimal: '.' | ',',
  watch: Watch,
): Promise<Settled> {
  const written = (index: number): string => (decimal === ',' ? `replace(k${index}, ',', '.')` : `k${index}`);
  const texts = new Map<number, string>();
  const lostCells: Settled['lostCells'][number][] = [];
  const changes = new Map<number, Change>();
  for (const [index, why] of undecided) {
    const found = await countKinds(table, written(index), watch);
    const lost = found.cells - found.numbers;
    const wanted = lost === 0 || forced.has(index);
    if (lost > 0 && wanted)
      lostCells.push({ index, count: lost, examples: await examplesOf(table, index, written(index), watch) });
    if (wanted) changes.set(index, found.integers === found.numbers ? 'int64' : 'float64');
    else if (found.booleans === found.cells && wish.types[index] === 'boolean') changes.set(index, 'boolean');
    else texts.set(index, why);
  }
  const doubles = types.flatMap((type, i) => (type === 'DOUBLE' ? [i] : []));
  const mayBeWhole = (index: number): boolean => wish.types[index] === 'int64';
  for (const { index, nan, whole } of await lookAtDoubles(table, doubles, mayBeWhole, watch)) {
    if (whole) changes.set(index, 'int64');
    else if (nan) changes.set(index, 'float64');
  }
  return {
    table: await changed(table, types, changes, written, watch),
    types: types.map((type, i) => changes.get(i) ?? TYPES[type]),
    lostCells,
    texts,
  };
}

type Change = 'int64' | 'float64' | 'boolean';

const TYPES = { DOUBLE: 'float64', BOOLEAN: 'boolean', VARCHAR: 'text' } as const;

/** The table with columns cast to other types: in place where they are few, since every change of a column costs a look at
 * all of them. */
async function changed(
  table: StoredTable,
  loaded: readonly CsvType[],
  changes: ReadonlyMap<number, Change>,
  written: (index: number) => string,
  watch: Watch,
): Promise<StoredTable> {
  const { database, name } = table;
  const cast = (index: number, type: Change): string => {
    const from = loaded[index] === 'VARCHAR' ? written(index) : `k${index}`;
    const sql = `TRY_CAST(${from} AS ${sqlType(type)})`;
    return type === 'float64' ? `nullif(${sql}, 'NaN'::DOUBLE)` : sql;
  };
  if (loaded.length <= IN_PLACE_COLUMNS || changes.size === 0) {
    for (const [index, type] of changes) {
      const using = `TYPE ${sqlType(type)} USING ${cast(index, type)}`;
      await database.run({ sql: `ALTER TABLE ${name} ALTER k${index} ${using}` }, watch);
    }
    return table;
  }
  const cells = loaded.map((_, i) => {
    const type = changes.get(i);
    return type ? `${cast(i, type)} AS k${i}` : `k${i}`;
  });
  const next = track({ database, name: database.newName('t') });
  const sql = `CREATE TABLE ${next.name} AS SELECT ${cells.join(', ')} FROM ${name}`;
  await database.run({ sql }, watch);
  await database.run({ sql: `DROP TABLE ${name}` });
  return next;
}

async function countKinds(table: StoredTable, k: string, watch: Watch) {
  const isInteger = `regexp_full_match(trim(${k}), ${INTEGER}) AND TRY_CAST(${k} AS BIGINT) IS NOT NULL`;
  const counts = [
    `count(${k})`,
    `count(*) FILTER (${isInteger})`,
    `count(TRY_CAST(${k} AS DOUBLE))`,
    `count(TRY_CAST(${k} AS BOOLEAN))`,
  ];
  const [row = []] = await table.database.rows(
    { sql: `SELECT ${counts.join(', ')} FROM ${table.name}` },
    watch,
  );
  const [cells = 0, integers = 0, numbers = 0, booleans = 0] = row.map(Number);
  return { cells, integers, numbers, booleans };
}

async function examplesOf(
  table: StoredTable,
  index: number,
  number: string,
  watch: Watch,
): Promise<string[]> {
  const k = `k${index}`;
  const where = `${k} IS NOT NULL AND TRY_CAST(${number} AS DOUBLE) IS NULL`;
  const sql = `SELECT left(${k}, 80) FROM ${table.name} WHERE ${where} LIMIT ${EXAMPLES}`;
  return (await table.database.rows({ sql }, watch)).map(([text]) => String(text));
}

/** Whether columns of doubles hold NaN, and whether those that may be integers hold whole numbers only (none is whole). */
async function lookAtDoubles(
  table: StoredTable,
  doubles: readonly number[],
  mayBeWhole: (index: number) => boolean,
  watch: Watch,
): Promise<{ index: number; nan: boolean; whole: boolean }[]> {
  const found: { index: number; nan: boolean; whole: boolean }[] = [];
  for (const some of batches(doubles)) {
    const checks = some.flatMap((i) => [
      `bool_or(isnan(k${i}))`,
      mayBeWhole(i) ? `coalesce(bool_and(isfinite(k${i}) AND k${i} = floor(k${i})), true)` : 'false',
    ]);
    const [row = []] = await table.database.rows(
      { sql: `SELECT ${checks.join(', ')} FROM ${table.name}` },
      watch,
    );
    some.forEach((index, i) =>
      found.push({ index, nan: row[2 * i] === true, whole: row[2 * i + 1] === true }),
    );
  }
  return found;
}
