import type { Warning } from '../core/errors/index.ts';
import type { Hdu, TablePlan } from '../core/fits/index.ts';
import type {
  ColumnData,
  Dialect,
  DialectChoices,
  RowProblem,
  TableListing,
  TableReading,
} from '../core/table/index.ts';
import type { JobControl } from './jobs.ts';
import type { FileIdentity } from './planes.ts';

/** What a file that may hold tables is, by its content. */
export type TableScan =
  | { readonly kind: 'fits' | 'parquet'; readonly file: FileIdentity }
  | {
      readonly kind: 'votable' | 'ecsv';
      readonly file: FileIdentity;
      readonly tables: readonly TableListing[];
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'delimited'; readonly file: FileIdentity; readonly dialect: Dialect }
  | {
      readonly kind: 'unknown';
      readonly file: FileIdentity;
      /** Why no table can be read from it, one sentence. */
      readonly reason: string;
    };

/** Signatures of the jobs of reading and writing tables; their code is in src/workers/table. */
export interface TableJobs {
  /** What a file is; `choices` are what a person has set of a delimited text's dialect. */
  tableScan: {
    input: { readonly path: string; readonly choices: DialectChoices; readonly control: JobControl };
    output: TableScan;
  };
  /** How the rows of a table HDU are read; `bad-table` or the HDU's own fault where they cannot be. */
  fitsTablePlan: {
    input: { readonly file: FileIdentity; readonly hdu: Hdu };
    output: { readonly plan: TablePlan; readonly warnings: readonly Warning[] };
  };
  /** Rows first … first + count - 1 (fewer where the table ends), one entry for each column of the plan. */
  fitsTableRows: {
    input: {
      readonly file: FileIdentity;
      readonly plan: TablePlan;
      readonly first: number;
      readonly count: number;
    };
    output: {
      readonly columns: readonly ColumnData[];
      /** Cells that hold no value of their type and count as missing; the first of them are in `problems`. */
      readonly unreadable: number;
      readonly problems: readonly RowProblem[];
    };
  };
  /** A whole table into memory. `index` is a TableListing's; null takes the first that has rows. Progress counts
   * MiB of the file. */
  parseTable: {
    input: {
      readonly file: FileIdentity;
      readonly format: 'votable' | 'ecsv';
      readonly index: number | null;
      readonly control: JobControl;
    };
    output: TableReading;
  };
  /** Rewrites a delimited text as UTF-8 CSV (commas, decimal points, "\n", double quotes, one line of names, missing
   * cells empty) into `target`, which must not exist yet and is removed again where the job fails. Progress counts MiB
   * of the file. */
  normaliseText: {
    input: {
      readonly file: FileIdentity;
      readonly dialect: Dialect;
      readonly target: string;
      readonly control: JobControl;
    };
    output: {
      readonly rows: number;
      /** Rows of too few or too many cells, made to fit; the first of them are in `problems`. */
      readonly repaired: number;
      /** Rows left out. */
      readonly skipped: number;
      readonly problems: readonly RowProblem[];
    };
  };
}
