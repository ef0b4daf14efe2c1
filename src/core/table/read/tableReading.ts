import type { Warning } from '../../errors/index.ts';
import type { ColumnInfo, ParsedTable } from '../column.ts';

/** A table of a VOTable or ECSV file, as far as it takes to choose it. */
export interface TableListing {
  /** 0-based, in the order of the file. */
  readonly index: number;
  /** Name or ID of the table, else of its resource; '' where there is none. */
  readonly name: string;
  readonly description: string;
  readonly columns: readonly ColumnInfo[];
  /** Rows there are; null where they would have to be decoded to be counted (BINARY streams). */
  readonly rows: number | null;
  /** Why the table cannot be read (its data lie elsewhere, say). */
  readonly problem?: string;
}

/** A table read as a whole, with what is to be said about it. */
export interface TableReading {
  readonly name: string;
  readonly description: string;
  /** Frames the file names, as "ICRS" or "eq_FK5 J2000"; empty where it names none. */
  readonly coordinateSystems: readonly string[];
  readonly table: ParsedTable;
  readonly warnings: readonly Warning[];
}

/** Takes a text piece by piece; `end` gives the result once. */
export interface TextReader<Result> {
  write(piece: string): void;
  end(): Result;
}
