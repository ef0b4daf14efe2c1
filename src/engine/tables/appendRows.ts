import type { DuckDBType } from '@duckdb/node-api';
import { AppError } from '../../core/errors/index.ts';
import type { ColumnData, ColumnType } from '../../core/table/index.ts';
import { isCancelled } from '../../shared/jobs.ts';
import type { Database, Watch } from './database.ts';
import type { DuckDb } from './duckdb.ts';
import { sqlType, type StoredTable } from './openTable.ts';
import { track } from './track.ts';
import { writeVector } from './vectors.ts';

/** Bytes appended before they are flushed: a flush holds up the event loop for some milliseconds. */
const FLUSH_BYTES = 2 ** 21;
const PAUSE_MS = 8;

type Pieces = AsyncIterable<readonly ColumnData[]> | Iterable<readonly ColumnData[]>;

/** Makes a stored table of columns k0, k1, … from pieces that come in order, each one entry a column. */
export async function appendRows(
  database: Database,
  types: readonly ColumnType[],
  pieces: Pieces,
  watch?: Watch,
): Promise<StoredTable> {
  return track({ database, name: await appendNamed(database, types, pieces, watch) });
}

/** Has `use` work with the name of a table of columns k0, k1, …, which is gone afterwards. */
export async function withRows<T>(
  database: Database,
  columns: readonly ColumnData[],
  use: (name: string) => Promise<T>,
  watch?: Watch,
): Promise<T> {
  const types = columns.map(({ type }) => type);
  const name = await appendNamed(database, types, [columns], watch);
  try {
    return await use(name);
  } finally {
    await database.run({ sql: `DROP TABLE ${name}` });
  }
}

async function appendNamed(
  database: Database,
  types: readonly ColumnType[],
  pieces: Pieces,
  watch?: Watch,
): Promise<string> {
  const name = database.newName('t');
  const columns = types.map((type, i) => `k${i} ${sqlType(type)}`);
  await database.run({ sql: `CREATE TABLE ${name} (${columns.join(', ')})` });
  await database.using(watch, async (connection) => {
    const { DuckDBDataChunk, DuckDBVector } = database.duckdb;
    const appender = await connection.createAppender(name);
    const chunkRows = DuckDBVector.standardSize();
    const duckTypes = types.map((type) => duckType(database.duckdb, type));
    const rowBytes = 16 * types.length;
    let whole = DuckDBDataChunk.create(duckTypes, chunkRows);
    let unflushed = 0;
    let paused = performance.now();
    try {
      for await (const piece of pieces) {
        const rows = piece[0]?.values.length ?? 0;
        for (let from = 0; from < rows; from += chunkRows) {
          const count = Math.min(chunkRows, rows - from);
          const chunk = count === chunkRows ? whole : DuckDBDataChunk.create(duckTypes, count);
          let reusable = true;
          piece.forEach((data, i) => {
            if (!writeVector(chunk.getColumnVector(i), data, from, count)) reusable = false;
          });
          appender.appendDataChunk(chunk);
          if (!reusable) whole = DuckDBDataChunk.create(duckTypes, chunkRows);
          if ((unflushed += count * rowBytes) >= FLUSH_BYTES) {
            appender.flushSync();
            unflushed = 0;
          }
          if (performance.now() - paused < PAUSE_MS) continue;
          await new Promise(setImmediate);
          paused = performance.now();
          if (watch && isCancelled(watch.control)) throw new AppError('cancelled', 'The work was cancelled.');
        }
      }
    } finally {
      appender.closeSync();
    }
  });
  return name;
}

function duckType(duckdb: DuckDb, type: ColumnType): DuckDBType {
  switch (type) {
    case 'float64':
      return duckdb.DOUBLE;
    case 'float32':
      return duckdb.FLOAT;
    case 'int64':
      return duckdb.BIGINT;
    case 'int32':
      return duckdb.INTEGER;
    case 'boolean':
      return duckdb.BOOLEAN;
    case 'text':
      return duckdb.VARCHAR;
  }
}
