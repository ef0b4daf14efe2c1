import { AppError } from '../../core/errors/index.ts';
import { columnIndex, type OpenTable } from './openTable.ts';
import { cell, relation } from './relation.ts';
import { numbersOf } from './vectors.ts';

/** A column as numbers in shared memory, in the order of the rows; missing cells are NaN. */
export interface NumberColumn {
  readonly values: Float64Array<SharedArrayBuffer>;
  /** How many integers are beyond 2^53, so that a double is near them only. */
  readonly inexact: number;
}

/** A numeric or boolean column (true is 1) as numbers. */
export async function numbers(table: OpenTable, name: string): Promise<NumberColumn> {
  const index = columnIndex(table, name);
  const { type } = table.columns[index]!;
  if (type === 'text')
    throw new AppError('bad-argument', `Column "${name}" holds text, not numbers.`, {
      remedy: 'Read it as numbers in the table settings, or choose another column.',
    });
  const { sql, params } = relation(table, [index]);
  const c = cell(index);
  const values = sharedFloats(table.rows);
  let at = 0;
  const statement = { sql: `SELECT coalesce(CAST(${c} AS DOUBLE), 'NaN'::DOUBLE) FROM (${sql})`, params };
  await table.base.database.chunks(statement, (chunk) => {
    values.set(numbersOf(chunk, 0), at);
    at += chunk.rowCount;
  });
  return { values, inexact: type === 'int64' ? await beyondDoubles(table, index) : 0 };
}

/** A text column as numbers, by a reader of its cells (sexagesimal angles, dates); NaN where it makes nothing of them. */
export async function numbersFromText(
  table: OpenTable,
  name: string,
  parse: (text: string) => number,
): Promise<NumberColumn> {
  const index = columnIndex(table, name);
  const { sql, params } = relation(table, [index]);
  const values = sharedFloats(table.rows).fill(NaN);
  let at = 0;
  const statement = { sql: `SELECT CAST(${cell(index)} AS VARCHAR) FROM (${sql})`, params };
  await table.base.database.chunks(statement, (chunk) => {
    const vector = chunk.getColumnVector(0);
    for (let i = 0; i < chunk.rowCount; i++, at++) {
      const text = vector.getItem(i);
      if (typeof text === 'string') values[at] = parse(text);
    }
  });
  return { values, inexact: 0 };
}

async function beyondDoubles(table: OpenTable, index: number): Promise<number> {
  const { sql, params } = relation(table, [index]);
  const c = cell(index);
  const beyond = `${c} > 9007199254740992 OR ${c} < -9007199254740992`;
  const statement = { sql: `SELECT count(*) FROM (${sql}) WHERE ${beyond}`, params };
  const [row = []] = await table.base.database.rows(statement);
  return Number(row[0] ?? 0);
}

function sharedFloats(rows: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(rows * 8));
}
