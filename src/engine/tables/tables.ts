import { totalmem } from 'node:os';
import { AppError } from '../../core/errors/index.ts';
import type { Expression } from '../../core/expression/index.ts';
import type { Bitset } from '../../core/selection/index.ts';
import type { Column, ColumnInfo } from '../../core/table/index.ts';
import type { ColumnStatistics, TablePage } from '../../shared/tableSummaries.ts';
import { ByteCache } from '../byteCache.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { addColumns, addComputed } from './additions.ts';
import { categories, type Categories } from './categories.ts';
import { Database } from './database.ts';
import { duckDbLoader, type DuckDbImport } from './duckdb.ts';
import { joinPairs, joinTables, type JoinOptions, type RowPairs } from './joinTables.ts';
import { loadColumns, loadFits, type ColumnsSource, type FitsSource } from './loadColumns.ts';
import { loadDelimited, type DelimitedSource } from './loadDelimited.ts';
import { loadParquet, type ParquetSource } from './loadParquet.ts';
import { numbers, numbersFromText, type NumberColumn } from './numbers.ts';
import { columnIndex, refuseTooWide, type CellSource, type OpenTable } from './openTable.ts';
import { page, type PageRequest } from './page.ts';
import { Staging } from './staging.ts';
import { statistics } from './statistics.ts';
import { takeRows } from './takeRows.ts';
import { filterTree, selectedRows, viewRows, type ViewRequest, type ViewRows } from './viewRows.ts';
import { writeTable, type WriteRequest, type Written } from './writeTable.ts';

/** Where the rows of a table are. */
export type TableSource = DelimitedSource | ParquetSource | FitsSource | ColumnsSource;

export interface TablesOptions {
  readonly pool: Pick<Pool, 'run' | 'threads'>;
  /** Most memory that one opened file's database uses before it goes to disk; a quarter of the machine's by default. */
  readonly memoryBytes?: number;
  /** Columns and orders kept for the next time. */
  readonly cacheBytes?: number;
  /** How DuckDB is brought in. */
  readonly duckdb?: DuckDbImport;
}

const CACHE_BYTES = 2 ** 29;
const MAX_SPILL_BYTES = 2 ** 36;

/** The tables of an engine: opened, asked, added to, joined and written. Every question is answered without holding up the event
 * loop, and each table is a value that stays as it is. */
export class Tables {
  private readonly pool: TablesOptions['pool'];
  private readonly memoryBytes: number;
  private readonly duckdb: DuckDbImport;
  private readonly staging = new Staging();
  private readonly databases = new Set<WeakRef<Database>>();
  /** Tables that are being asked: without this they could be collected, and their rows dropped, half-way. */
  private readonly busy = new Set<object>();
  private readonly columns: ByteCache<Promise<NumberColumn | Categories>>;
  private readonly orders: ByteCache<Promise<ViewRows>>;
  private readonly sourceIds = new WeakMap<CellSource, number>();
  private nextSource = 1;
  private closed = false;

  constructor(options: TablesOptions) {
    this.pool = options.pool;
    this.memoryBytes = options.memoryBytes ?? totalmem() / 4;
    this.duckdb = duckDbLoader(options.duckdb);
    this.columns = new ByteCache(options.cacheBytes ?? CACHE_BYTES);
    this.orders = new ByteCache((options.cacheBytes ?? CACHE_BYTES) / 2);
  }

  /** Opens a table in a database of its own, which may read its file and nothing else. */
  async open(source: TableSource, work: Work): Promise<OpenTable> {
    const width = widthOf(source);
    if (width === 0)
      throw new AppError('no-data', 'The table has no columns.', { remedy: 'Choose another table.' });
    if (width !== null) refuseTooWide(width);
    const database = await this.newDatabase(
      source.kind === 'delimited' || source.kind === 'parquet' ? [source.file.path] : [],
    );
    switch (source.kind) {
      case 'delimited':
        return loadDelimited(source, database, this.staging, this.pool, work);
      case 'parquet':
        return loadParquet(source, database, this.staging, work);
      case 'fits':
        return loadFits(source, database, this.pool, work);
      case 'columns':
        return loadColumns(source, database, work);
    }
  }

  /** A numeric or boolean column as numbers in shared memory; kept for the next time. */
  numbers(table: OpenTable, name: string): Promise<NumberColumn> {
    return this.kept(table, name, 'numbers', 8, () => numbers(table, name)) as Promise<NumberColumn>;
  }

  /** A text column read as numbers; `reading` names the reader, for keeping the result. */
  numbersFromText(
    table: OpenTable,
    name: string,
    reading: string,
    parse: (text: string) => number,
  ): Promise<NumberColumn> {
    const make = (): Promise<NumberColumn> => numbersFromText(table, name, parse);
    return this.kept(table, name, `text ${reading}`, 8, make) as Promise<NumberColumn>;
  }

  /** A column as codes and labels; kept for the next time. */
  categories(table: OpenTable, name: string): Promise<Categories> {
    return this.kept(table, name, 'categories', 2, () => categories(table, name)) as Promise<Categories>;
  }

  /** Ids of the rows that fulfil a filter, sorted; kept for the next time. All who ask for the same share it, so that
   * none of them can cancel it. */
  async view(table: OpenTable, request: ViewRequest): Promise<ViewRows> {
    const filter = filterTree(table, request.filter);
    const sort = request.sort ?? null;
    const key = JSON.stringify([table.id, filter, sort]);
    const known = this.orders.get(key);
    if (known) return known;
    const rows = this.hold([table], () => viewRows(table, { ...(filter ? { filter } : {}), sort }));
    this.orders.set(key, rows, filter || sort ? table.rows * 4 : 0);
    rows.catch(() => this.orders.delete(key));
    return rows;
  }

  /** The rows of a view that a selection holds, in the same order. */
  selected(table: OpenTable, rows: ViewRows, selected: Bitset): ViewRows {
    return selectedRows(table, rows, selected);
  }

  page(table: OpenTable, rows: ViewRows, request: PageRequest): Promise<TablePage> {
    return this.hold([table], () => page(table, rows, request));
  }

  statistics(table: OpenTable, names: readonly string[]): Promise<ColumnStatistics[]> {
    return this.hold([table], () => statistics(table, names));
  }

  addColumns(table: OpenTable, columns: readonly Column[], work?: Work): Promise<OpenTable> {
    return this.hold([table], () => addColumns(table, columns, work && { control: work.control }));
  }

  addComputed(
    table: OpenTable,
    info: Pick<ColumnInfo, 'name'> & Partial<ColumnInfo>,
    expression: string | Expression,
  ): OpenTable {
    return addComputed(table, info, expression);
  }

  takeRows(table: OpenTable, rows: Uint32Array, work?: Work): Promise<OpenTable> {
    return this.hold([table], () => takeRows(table, rows, work && { control: work.control }));
  }

  join(left: OpenTable, right: OpenTable, options: JoinOptions, work?: Work): Promise<OpenTable> {
    const watch = work && { control: work.control };
    return this.hold([left, right], () => joinTables(left, right, options, this.staging, watch));
  }

  joinPairs(
    left: OpenTable,
    right: OpenTable,
    pairs: RowPairs,
    extra: readonly Column[],
    work?: Work,
  ): Promise<OpenTable> {
    const watch = work && { control: work.control };
    return this.hold([left, right], () => joinPairs(left, right, pairs, extra, this.staging, watch));
  }

  write(table: OpenTable, request: WriteRequest, work: Work): Promise<Written> {
    return this.hold([table], () => writeTable(table, request, this.staging, work));
  }

  /** Stops what is running, closes all databases and removes what was staged; no table can be asked afterwards. */
  async close(): Promise<void> {
    this.closed = true;
    const open = [...this.databases].flatMap((reference) => reference.deref() ?? []);
    await Promise.allSettled(open.map((database) => database.close()));
    this.databases.clear();
    this.columns.clear();
    this.orders.clear();
    this.staging.remove();
  }

  private async newDatabase(files: readonly string[]): Promise<Database> {
    const database = await Database.open({
      duckdb: await this.duckdb(),
      staging: this.staging,
      threads: this.pool.threads,
      memoryBytes: this.memoryBytes,
      spillBytes: MAX_SPILL_BYTES,
      files,
    });
    if (this.closed) {
      await database.close();
      throw new AppError('cancelled', 'The work was cancelled: the program is closing.');
    }
    for (const reference of this.databases) if (!reference.deref()) this.databases.delete(reference);
    this.databases.add(new WeakRef(database));
    return database;
  }

  private async hold<T>(tables: readonly OpenTable[], work: () => Promise<T>): Promise<T> {
    const token = { tables };
    this.busy.add(token);
    try {
      return await work();
    } finally {
      this.busy.delete(token);
    }
  }

  /** Cells of a column are the same in all tables that share its source. */
  private kept<T extends NumberColumn | Categories>(
    table: OpenTable,
    name: string,
    what: string,
    bytesPerRow: number,
    make: () => Promise<T>,
  ): Promise<NumberColumn | Categories> {
    const source = table.sources[columnIndex(table, name)]!;
    const id = this.sourceIds.get(source) ?? this.nextSource++;
    this.sourceIds.set(source, id);
    const key = `${id} ${what}`;
    const known = this.columns.get(key);
    if (known) return known;
    const made = this.hold([table], make);
    this.columns.set(key, made, table.rows * bytesPerRow);
    made.catch(() => this.columns.delete(key));
    return made;
  }
}

/** How many columns a source has, where it is known before it is read. */
function widthOf(source: TableSource): number | null {
  switch (source.kind) {
    case 'delimited':
      return source.dialect.columns.length;
    case 'fits':
      return source.plan.columns.length;
    case 'columns':
      return source.columns.length;
    case 'parquet':
      return null;
  }
}
