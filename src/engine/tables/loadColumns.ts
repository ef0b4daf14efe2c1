import { AppError } from '../../core/errors/index.ts';
import type { TablePlan } from '../../core/fits/index.ts';
import type { Column, ColumnData, ColumnInfo, RowProblem } from '../../core/table/index.ts';
import type { FileIdentity } from '../../shared/planes.ts';
import { isCancelled } from '../../shared/jobs.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { appendRows } from './appendRows.ts';
import type { Database } from './database.ts';
import {
  NOTHING_TO_REPORT,
  openTable,
  refuseTooLong,
  type LoadReport,
  type OpenTable,
  type StoredTable,
} from './openTable.ts';

/** A table whose cells are at hand. */
export interface ColumnsSource {
  readonly kind: 'columns';
  readonly columns: readonly Column[];
  readonly report?: Partial<LoadReport>;
}

/** A table HDU of a FITS file. */
export interface FitsSource {
  readonly kind: 'fits';
  readonly file: FileIdentity;
  readonly plan: TablePlan;
  readonly notes?: readonly string[];
}

const PIECE_BYTES = 4 * 2 ** 20;
const VECTOR_ROWS = 2048;
const MAX_PROBLEMS = 100;

/** A table of columns in memory. */
export async function loadColumns(source: ColumnsSource, database: Database, work: Work): Promise<OpenTable> {
  const { columns } = source;
  const rows = columns[0]?.data.values.length ?? 0;
  if (columns.some(({ data }) => data.values.length !== rows))
    throw new AppError('bad-argument', 'The columns of a table must have the same number of rows.');
  const infos = columns.map(({ info }) => info);
  const types = columns.map(({ data }) => data.type);
  const table = await appendRows(database, types, [columns.map(({ data }) => data)], {
    control: work.control,
  });
  return stored(table, infos, rows, { ...NOTHING_TO_REPORT, ...source.report });
}

/** A FITS table: pieces of rows decoded by the pool, several at a time, and appended in order. */
export async function loadFits(
  { file, plan, notes = [] }: FitsSource,
  database: Database,
  pool: Pick<Pool, 'run' | 'threads'>,
  work: Work,
): Promise<OpenTable> {
  refuseTooLong(plan.rows);
  const infos = plan.columns.map(({ info }) => info);
  const problems: RowProblem[] = [];
  let unreadable = 0;
  work.expect(plan.rows, 'Reading');
  const done = new Int32Array(work.control.progress);
  const step = Math.max(1, Math.floor(PIECE_BYTES / Math.max(1, plan.rowBytes) / VECTOR_ROWS)) * VECTOR_ROWS;
  async function* pieces(): AsyncGenerator<readonly ColumnData[]> {
    type Piece = { readonly job: ReturnType<typeof read>; readonly rows: number };
    const read = (first: number, count: number) =>
      pool.run('fitsTableRows', { file, plan, first, count }, PRIORITY.asked);
    const ahead: Piece[] = [];
    for (let first = 0; first < plan.rows || ahead.length > 0;) {
      while (first < plan.rows && ahead.length <= pool.threads) {
        const count = Math.min(step, plan.rows - first);
        const job = read(first, count);
        // Looked at when its turn comes; until then a failure must not count as unhandled.
        job.catch(() => {});
        ahead.push({ job, rows: count });
        first += count;
      }
      const { job, rows } = ahead.shift()!;
      const piece = await job;
      if (isCancelled(work.control)) throw new AppError('cancelled', 'The work was cancelled.');
      unreadable += piece.unreadable;
      problems.push(...piece.problems.slice(0, MAX_PROBLEMS - problems.length));
      yield piece.columns;
      Atomics.add(done, 0, rows);
    }
  }
  const types = infos.map(({ type }) => type);
  const table = await appendRows(database, types, pieces(), { control: work.control });
  const cells = unreadable === 1 ? 'cell holds' : 'cells hold';
  return stored(table, infos, plan.rows, {
    ...NOTHING_TO_REPORT,
    problems,
    notes: [
      ...notes,
      ...(unreadable > 0
        ? [`${unreadable} ${cells} no value of the column's type and count as missing.`]
        : []),
      ...(plan.claimedRows > plan.rows
        ? [`The header claims ${plan.claimedRows} rows; the file holds ${plan.rows}.`]
        : []),
    ],
  });
}

function stored(
  table: StoredTable,
  columns: readonly ColumnInfo[],
  rows: number,
  report: LoadReport,
): OpenTable {
  return openTable({
    rows,
    columns,
    sources: columns.map((_, i) => ({ kind: 'stored', table, column: `k${i}` })),
    base: table,
    report,
  });
}
