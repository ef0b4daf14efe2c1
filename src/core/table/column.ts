/** What a column's cells are. `text` also holds what has no better type (dates, lists), as it was written. */
export type ColumnType = 'float64' | 'float32' | 'int64' | 'int32' | 'boolean' | 'text';

/** What is known of a column besides its cells. Missing metadata is ''. */
export interface ColumnInfo {
  /** Unique in its table; see uniqueNames. */
  readonly name: string;
  readonly type: ColumnType;
  readonly unit: string;
  /** Unified content descriptor, as VOTable and FITS (TUCDn) give it. */
  readonly ucd: string;
  readonly description: string;
}

/** The cells of a column. Missing cells are NaN in floats and null in texts; in the other types `missing` has a 1 for
 * each missing row (null: none is missing), and the cell's value means nothing. */
export type ColumnData =
  | { readonly type: 'float64'; readonly values: Float64Array }
  | { readonly type: 'float32'; readonly values: Float32Array }
  | { readonly type: 'int64'; readonly values: BigInt64Array; readonly missing: Uint8Array | null }
  | { readonly type: 'int32'; readonly values: Int32Array; readonly missing: Uint8Array | null }
  | { readonly type: 'boolean'; readonly values: Uint8Array; readonly missing: Uint8Array | null }
  | { readonly type: 'text'; readonly values: readonly (string | null)[] };

export interface Column {
  readonly info: ColumnInfo;
  readonly data: ColumnData;
}

/** A row, or a part of one, that could not be read as it stands: said to the person, never dropped in silence. */
export interface RowProblem {
  /** 1-based line of the file (text formats) or 1-based row of the table. */
  readonly line: number;
  /** What is wrong with it, one sentence. */
  readonly problem: string;
  /** The text as it stands, cut short where it is long. */
  readonly text: string;
}

/** A table read as a whole (VOTable, ECSV): all columns have `rows` cells. */
export interface ParsedTable {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** How many rows were left out or repaired; the first of them are in `problems`. */
  readonly skipped: number;
  readonly repaired: number;
  readonly problems: readonly RowProblem[];
}
