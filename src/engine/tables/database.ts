import type { DuckDBConnection, DuckDBInstance, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';
import { databaseError } from './databaseError.ts';
import type { DuckDb } from './duckdb.ts';
import { quoteLiteral } from './quote.ts';
import type { Staging } from './staging.ts';

export interface DatabaseOptions {
  readonly duckdb: DuckDb;
  readonly staging: Staging;
  readonly threads: number;
  readonly memoryBytes: number;
  /** Most bytes that may be put on disk when memory runs out. */
  readonly spillBytes: number;
  /** The files that may be read, besides those of the staging folder. */
  readonly files: readonly string[];
}

/** A statement with the values of its parameters. */
export interface Statement {
  readonly sql: string;
  readonly params?: readonly DuckDBValue[];
}

/** Who waits for a statement: it stops when their work is cancelled. */
export interface Watch {
  readonly control: JobControl;
  /** Has the percentage done put into the control's progress. */
  readonly percent?: boolean;
}

/** With much less DuckDB cannot read a text file. */
const MIN_MEMORY_MIB = 256;
const POLL_MS = 30;

/** A DuckDB instance in memory that can read the files it was opened for and the staging folder, and nothing else;
 * its configuration is locked. Closes itself when nothing refers to it any more. */
export class Database {
  readonly duckdb: DuckDb;
  private readonly instance: DuckDBInstance;
  private readonly idle: DuckDBConnection[] = [];
  private readonly all = new Set<DuckDBConnection>();
  private readonly running = new Set<Promise<unknown>>();
  private next = 1;

  private constructor(duckdb: DuckDb, instance: DuckDBInstance) {
    this.duckdb = duckdb;
    this.instance = instance;
  }

  static async open(options: DatabaseOptions): Promise<Database> {
    const { duckdb, staging, files } = options;
    const spill = staging.file('.spill');
    mkdirSync(spill, { mode: 0o700 });
    const instance = await duckdb.DuckDBInstance.create(':memory:', {
      threads: String(options.threads),
      memory_limit: `${Math.max(MIN_MEMORY_MIB, Math.floor(options.memoryBytes / 2 ** 20))}MiB`,
      temp_directory: spill,
      max_temp_directory_size: `${Math.max(1, Math.floor(options.spillBytes / 2 ** 20))}MiB`,
      preserve_insertion_order: 'true',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
    });
    const database = new Database(duckdb, instance);
    const list = (paths: readonly string[]): string => `[${paths.map(quoteLiteral).join(', ')}]`;
    // In this order: afterwards neither can be changed, nor anything else.
    await database.run({ sql: `SET allowed_paths = ${list(files.map((file) => path.resolve(file)))}` });
    await database.run({ sql: `SET allowed_directories = ${list([staging.path])}` });
    await database.run({ sql: 'SET enable_external_access = false' });
    await database.run({ sql: 'SET lock_configuration = true' });
    return database;
  }

  /** A name for a new table, type or view. */
  newName(prefix: string): string {
    return `${prefix}${this.next++}`;
  }

  /** Runs one statement for its effect. */
  async run(statement: Statement, watch?: Watch): Promise<void> {
    await this.using(watch, async (connection) => {
      await (statement.params
        ? connection.run(statement.sql, [...statement.params])
        : connection.run(statement.sql));
    });
  }

  /** All rows of a small result. */
  async rows(statement: Statement, watch?: Watch): Promise<DuckDBValue[][]> {
    return this.using(watch, async (connection) => {
      const reader = await connection.runAndReadAll(statement.sql, [...(statement.params ?? [])]);
      return reader.getRows();
    });
  }

  /** A result piece by piece, as it is computed; `rowCount` rows of each chunk are looked at before the next comes. */
  async chunks(
    statement: Statement,
    each: (chunk: Chunk) => void | Promise<void>,
    watch?: Watch,
  ): Promise<void> {
    await this.using(watch, async (connection) => {
      const result: DuckDBResult = await connection.stream(statement.sql, [...(statement.params ?? [])]);
      for (;;) {
        const chunk = await result.fetchChunk();
        if (!chunk || chunk.rowCount === 0) return;
        await each(chunk);
      }
    });
  }

  /** Work that needs a connection of its own (appending); an interrupt reaches it when the work is cancelled. */
  async using<T>(watch: Watch | undefined, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const done = this.connected(watch, work);
    this.running.add(done);
    try {
      return await done;
    } finally {
      this.running.delete(done);
    }
  }

  /** Stops what is running, and closes the database once it has stopped. */
  async close(): Promise<void> {
    for (const connection of this.all) connection.interrupt();
    await Promise.allSettled(this.running);
    for (const connection of this.all) connection.closeSync();
    this.all.clear();
    this.idle.length = 0;
    this.instance.closeSync();
  }

  private async connected<T>(
    watch: Watch | undefined,
    work: (connection: DuckDBConnection) => Promise<T>,
  ): Promise<T> {
    const connection = this.idle.pop() ?? (await this.instance.connect());
    this.all.add(connection);
    const timer = watch ? setInterval(() => poll(connection, watch), POLL_MS) : null;
    try {
      return await work(connection);
    } catch (error) {
      throw databaseError(error);
    } finally {
      if (timer) clearInterval(timer);
      this.idle.push(connection);
    }
  }
}

function poll(connection: DuckDBConnection, { control, percent = false }: Watch): void {
  if (isCancelled(control)) connection.interrupt();
  const { percentage } = connection.progress;
  if (percent && percentage > 0) Atomics.store(new Int32Array(control.progress), 0, Math.floor(percentage));
}

type Chunk = NonNullable<Awaited<ReturnType<DuckDBResult['fetchChunk']>>>;
export type { Chunk };
