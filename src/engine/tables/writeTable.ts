import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { AppError, type Warning } from '../../core/errors/index.ts';
import { quoteIdentifier } from '../../core/expression/index.ts';
import { measureTable, tableHeader, tablePadding, tableRowsBytes } from '../../core/fits/index.ts';
import { tableWriter, type TextFormat, type TextOptions } from '../../core/table/index.ts';
import { isCancelled } from '../../shared/jobs.ts';
import { atomicWrite } from '../atomicWrite.ts';
import type { Work } from '../jobTracker.ts';
import type { Statement } from './database.ts';
import { eachPiece } from './eachPiece.ts';
import { inOrder } from './inOrder.ts';
import { columnIndex, type OpenTable } from './openTable.ts';
import { quoteLiteral } from './quote.ts';
import { cell } from './relation.ts';
import type { Staging } from './staging.ts';
import type { ViewRows } from './viewRows.ts';

export type TableFormat = TextFormat | 'fits' | 'parquet';

export interface WriteRequest {
  readonly target: string;
  readonly format: TableFormat;
  /** Files that must not be written over. */
  readonly inputs: readonly string[];
  /** Which rows, in which order; null for all. */
  readonly rows: ViewRows;
  /** Names of columns; all where it is not given. */
  readonly columns?: readonly string[];
  readonly options?: TextOptions;
}

export interface Written {
  readonly rows: number;
  /** Cells that got an apostrophe in front, so that a spreadsheet does not run them. */
  readonly guarded: number;
  /** Cells with characters that the format cannot hold. */
  readonly replaced: number;
  /** Rows that were left out (regions without a position). */
  readonly skipped: number;
  readonly warnings: readonly Warning[];
}

const FLUSH_CHARACTERS = 2 ** 20;

/** Writes a table to a file, which is there whole afterwards or not at all. */
export async function writeTable(
  table: OpenTable,
  request: WriteRequest,
  staging: Staging,
  work: Work,
): Promise<Written> {
  const rows = request.rows?.length ?? table.rows;
  const indexes = (request.columns ?? table.columns.map(({ name }) => name)).map((name) =>
    columnIndex(table, name),
  );
  if (indexes.length === 0) throw new AppError('bad-argument', 'There is no column to write.');
  const { target, inputs, format } = request;
  let written: Omit<Written, 'rows'> = { guarded: 0, replaced: 0, skipped: 0, warnings: [] };
  await atomicWrite(target, inputs, async (file) => {
    if (format === 'parquet') await writeParquet(table, indexes, request.rows, file, staging, work);
    else if (format === 'fits')
      written = { ...written, ...(await writeFits(table, indexes, request, file, work)) };
    else
      written = {
        ...written,
        ...(await writeText(table, indexes, { ...request, format }, rows, file, work)),
      };
  });
  return { rows, ...written };
}

async function writeText(
  table: OpenTable,
  indexes: readonly number[],
  { format, options, rows: view }: WriteRequest & { readonly format: TextFormat },
  rows: number,
  file: FileHandle,
  work: Work,
): Promise<Omit<Written, 'rows' | 'warnings'>> {
  const infos = indexes.map((index) => table.columns[index]!);
  const writer = tableWriter(format, infos, { rows, ...options });
  const encoder = new TextEncoder();
  let text = writer.head();
  const flush = async (): Promise<void> => {
    await file.writeFile(encoder.encode(text));
    text = '';
  };
  const step = stepOf(work, rows, 'Writing');
  await eachPiece(
    table,
    indexes,
    view,
    async (columns, count) => {
      text += writer.rows(columns);
      step(count);
      if (text.length >= FLUSH_CHARACTERS) await flush();
    },
    { control: work.control },
  );
  text += writer.foot();
  await flush();
  return { guarded: writer.guarded, replaced: writer.replaced, skipped: writer.skipped };
}

/** FITS wants to know the widest text of each column first, so the rows are gone through twice. */
async function writeFits(
  table: OpenTable,
  indexes: readonly number[],
  { rows: view, options }: WriteRequest,
  file: FileHandle,
  work: Work,
): Promise<Pick<Written, 'warnings'>> {
  const warnings: Warning[] = [];
  const rows = view?.length ?? table.rows;
  const measurer = measureTable(indexes.map((index) => table.columns[index]!));
  const measured = stepOf(work, 2 * rows, 'Writing');
  const watch = { control: work.control };
  await eachPiece(
    table,
    indexes,
    view,
    (columns, count) => {
      measurer.add(columns);
      measured(count);
    },
    watch,
  );
  const layout = measurer.layout((warning) => warnings.push(warning));
  await file.writeFile(tableHeader(layout, options?.name === undefined ? {} : { name: options.name }));
  await eachPiece(
    table,
    indexes,
    view,
    async (columns, count) => {
      await file.writeFile(tableRowsBytes(layout, columns, 0, count));
      measured(count);
    },
    watch,
  );
  await file.writeFile(tablePadding(layout));
  return { warnings };
}

/** DuckDB writes into the staging folder, the only place where it may, and the file is copied from there. */
async function writeParquet(
  table: OpenTable,
  indexes: readonly number[],
  rows: ViewRows,
  file: FileHandle,
  staging: Staging,
  work: Work,
): Promise<void> {
  const { database } = table.base;
  const watch = { control: work.control, percent: true };
  work.expect(100, 'Writing');
  const cells = indexes.map((index) => `${cell(index)} AS ${quoteIdentifier(table.columns[index]!.name)}`);
  const staged = staging.file('.parquet');
  try {
    const copy = ({ sql, params }: Required<Statement>): Promise<void> => {
      const select = `SELECT ${cells.join(', ')} FROM ${sql}`;
      return database.run(
        { sql: `COPY (${select}) TO ${quoteLiteral(staged)} (FORMAT parquet)`, params },
        watch,
      );
    };
    await inOrder(table, indexes, rows, copy, watch);
    for await (const bytes of createReadStream(staged)) await file.writeFile(bytes as Uint8Array);
  } finally {
    await staging.discard(staged);
  }
}

/** Counts rows as they are done, and stops the work that was cancelled. */
function stepOf(work: Work, rows: number, label: string): (count: number) => void {
  work.expect(rows, label);
  const done = new Int32Array(work.control.progress);
  return (count) => {
    if (isCancelled(work.control)) throw new AppError('cancelled', 'The work was cancelled.');
    Atomics.add(done, 0, count);
  };
}
