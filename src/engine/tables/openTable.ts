import type { Expression } from '../../core/expression/index.ts';
import { AppError } from '../../core/errors/index.ts';
import type { ColumnInfo, ColumnType, Dialect, RowProblem } from '../../core/table/index.ts';
import type { Database } from './database.ts';

/** Rows in a database: what was opened, or columns added to that. Dropped when nothing refers to it any more. */
export interface StoredTable {
  readonly database: Database;
  readonly name: string;
}

/** Where the cells of a column come from. */
export type CellSource =
  | { readonly kind: 'stored'; readonly table: StoredTable; readonly column: string }
  /** Computed whenever it is looked at, from columns to its left. */
  | { readonly kind: 'computed'; readonly tree: Expression };

/** What happened to the cells and rows of a file on the way in. */
export interface LoadReport {
  /** Rows made to fit, and rows left out; the first of them are in `problems`. */
  readonly repaired: number;
  readonly skipped: number;
  readonly problems: readonly RowProblem[];
  /** Cells that are no numbers in columns read as numbers at a person's wish: made missing. */
  readonly lostCells: readonly LostCells[];
  /** What else is to be said: one sentence each. */
  readonly notes: readonly string[];
  /** How a delimited text was read; null for other formats. */
  readonly dialect: Dialect | null;
}

export interface LostCells {
  readonly column: string;
  readonly count: number;
  readonly examples: readonly string[];
}

export const NOTHING_TO_REPORT: LoadReport = {
  repaired: 0,
  skipped: 0,
  problems: [],
  lostCells: [],
  notes: [],
  dialect: null,
};

/** A table that can be asked. A value: adding a column gives another one, which shares all that is the same. The row at
 * position n (0-based) has the row id n, in this table and in all that are made from it by adding columns. */
export interface OpenTable {
  /** Different for any two tables. */
  readonly id: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
  readonly report: LoadReport;
  /** The table that gives the rows their ids. */
  readonly base: StoredTable;
  /** One for each column. */
  readonly sources: readonly CellSource[];
}

/** More columns than this are refused: DuckDB's work for each query grows with their number. */
const MAX_COLUMNS = 5000;
/** Row ids are 32-bit. */
const MAX_ROWS = 2 ** 32 - 2;

export function refuseTooWide(columns: number): void {
  if (columns <= MAX_COLUMNS) return;
  throw new AppError(
    'not-supported',
    `The table has ${columns} columns; at most ${MAX_COLUMNS} can be opened.`,
    { remedy: 'Write a copy with the columns you need.' },
  );
}

export function refuseTooLong(rows: number): void {
  if (rows <= MAX_ROWS) return;
  throw new AppError('not-supported', `The table has ${rows} rows; at most ${MAX_ROWS} can be opened.`, {
    remedy: 'Write a copy with the rows you need.',
  });
}

export function columnIndex(table: OpenTable, name: string): number {
  const index = table.columns.findIndex((column) => column.name === name);
  if (index >= 0) return index;
  throw new AppError('not-found', `The table has no column "${name}".`, {
    remedy: `Its columns are ${table.columns
      .slice(0, 12)
      .map((column) => column.name)
      .join(', ')}${table.columns.length > 12 ? ', …' : ''}.`,
  });
}

/** The type of a column in DuckDB. */
export function sqlType(type: ColumnType): string {
  switch (type) {
    case 'float64':
      return 'DOUBLE';
    case 'float32':
      return 'FLOAT';
    case 'int64':
      return 'BIGINT';
    case 'int32':
      return 'INTEGER';
    case 'boolean':
      return 'BOOLEAN';
    case 'text':
      return 'VARCHAR';
  }
}

let made = 0;

/** A new table value. */
export function openTable(table: Omit<OpenTable, 'id'>): OpenTable {
  return { id: `table${++made}`, ...table };
}

/** Bytes the table takes up in its database, about; columns that are shared with others count here too. */
export function tableBytes({ rows, columns, sources }: OpenTable): number {
  let perRow = 0;
  sources.forEach((source, i) => {
    if (source.kind === 'stored')
      perRow += { float64: 8, float32: 4, int64: 8, int32: 4, boolean: 1, text: 24 }[columns[i]!.type];
  });
  return rows * perRow;
}
