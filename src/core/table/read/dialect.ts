export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** ' ' stands for any run of blanks and tabs. */
export type Delimiter = ',' | ';' | '\t' | '|' | ' ';

/** What the cells of a column look like in the sample. */
export type CellType = 'float64' | 'int64' | 'boolean' | 'text';

/** What a person has set; the rest is found around it. */
export interface DialectChoices {
  readonly encoding?: TextEncodingName;
  readonly delimiter?: Delimiter;
  readonly decimal?: '.' | ',';
  readonly header?: boolean;
  readonly skipLines?: number;
  /** Words for missing beside those found. */
  readonly nullWords?: readonly string[];
}

export interface DialectColumn {
  /** Trimmed and unique in the table. */
  readonly name: string;
  readonly type: CellType;
  /** The cells are angles such as 12:34:56.7 or "+12 34 56"; their type is text. */
  readonly sexagesimal: boolean;
}

/** How a delimited text is to be read: found by `sniffDelimited`, shown to the person, and theirs to correct.
 * Plain JSON. */
export interface Dialect {
  readonly encoding: TextEncodingName;
  /** The file starts with a byte order mark (of its encoding), which is no part of the first cell. */
  readonly bom: boolean;
  readonly delimiter: Delimiter;
  /** What encloses cells that hold delimiters or line ends; doubled inside them. '' where there is none. */
  readonly quote: '"' | "'" | '';
  readonly decimal: '.' | ',';
  readonly lineEnd: '\n' | '\r\n' | '\r';
  /** Lines of the file before the line of names, or before the first row where `header` is false: comments, blank
   * lines, and the line of names itself where it is a comment (`commentedHeader`). */
  readonly skipLines: number;
  /** Lines that start with it anywhere in the file are no rows. '' where there are none. */
  readonly commentMark: '#' | '';
  /** Comment lines at the top of the file. */
  readonly commentLines: number;
  /** The line after `skipLines` names the columns. */
  readonly header: boolean;
  /** The names come from the last comment line of the top ("# RA DEC"); `header` is false then. */
  readonly commentedHeader: boolean;
  readonly columns: readonly DialectColumn[];
  /** Cells that mean missing, as they are written. The empty cell ('') always is one. */
  readonly nullWords: readonly string[];
  /** Of the sample, in characters. */
  readonly longestLine: number;
  /** The file is gzipped; encoding and the rest speak of what is in it. */
  readonly gzip: boolean;
  /** Whether the file must go through the job `normaliseText` before DuckDB can read it. */
  readonly needsNormalising: boolean;
  /** What was changed to make names usable, and what looked odd: one sentence each. */
  readonly notes: readonly string[];
}
