import type { Column, ColumnInfo } from '../column.ts';
import { delimitedWriter } from './delimited.ts';
import { ecsvWriter } from './ecsv.ts';
import { regionWriter, type RegionOptions } from './regions.ts';
import { votableWriter } from './votable.ts';

/** Text formats a table is written in. */
export type TextFormat = 'csv' | 'tsv' | 'ecsv' | 'votable' | 'regions';

/** Writes a table piece by piece: `head`, then `rows` for each piece in order, then `foot`. */
export interface TableTextWriter {
  head(): string;
  /** All cells of columns in the order of the infos. */
  rows(columns: readonly Column[]): string;
  foot(): string;
  /** Cells, so far, that got an apostrophe in front so that a spreadsheet does not run them (csv, tsv). */
  readonly guarded: number;
  /** Cells, so far, with characters that the format cannot hold, which were replaced (votable, regions). */
  readonly replaced: number;
  /** Rows, so far, that were left out because they have no position (regions). */
  readonly skipped: number;
}

export interface TextOptions {
  /** Name of the table (votable). */
  readonly name?: string;
  /** How many rows there will be, where it is known (votable). */
  readonly rows?: number;
  /** Between the cells of ecsv; a comma by default. */
  readonly delimiter?: ',' | ' ';
  readonly regions?: RegionOptions;
}

const FORMAT_OF_SUFFIX: ReadonlyMap<string, TextFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['ecsv', 'ecsv'],
  ['vot', 'votable'],
  ['votable', 'votable'],
  ['xml', 'votable'],
  ['reg', 'regions'],
]);

/** The text format of a file name by its suffix; null where it has none of them. */
export function textFormatOf(fileName: string): TextFormat | null {
  const suffix = /\.([^.]+)$/.exec(fileName)?.[1].toLowerCase() ?? '';
  return FORMAT_OF_SUFFIX.get(suffix) ?? null;
}

/** A writer of a table as text, to be encoded as UTF-8.
 *
 * Method: numbers have the shortest digits that read back to the same value of their type, 64-bit integers all of theirs.
 *         csv and tsv quote as RFC 4180 says (lines end with \n) and guard against formulas, see guardFormula; ecsv is
 *         version 1.0 with a YAML head; votable is 1.4 with TABLEDATA; regions are circles of SAOImage DS9.
 * Shape:  one line (or TR, or circle) per row; pieces of any number of rows.
 * Units:  those of the columns; csv and tsv lose them.
 * Non-finite and masked: a missing cell is empty; infinities are inf and -inf (votable: +Inf and -Inf). In csv, tsv and ecsv
 *         an empty text is "" and so differs from a missing one.
 * Errors: `bad-argument` for regions of a table without columns of positions.
 * Cost:   O(cells), a text per piece.
 * Source: RFC 4180; astropy APE 6 (ECSV 1.0); IVOA VOTable 1.4; DS9 reference manual, regions.
 * Checked against: astropy 5.2 reads ecsv and votable to the same values. */
export function tableWriter(
  format: TextFormat,
  infos: readonly ColumnInfo[],
  options: TextOptions = {},
): TableTextWriter {
  switch (format) {
    case 'csv':
      return delimitedWriter(infos, ',');
    case 'tsv':
      return delimitedWriter(infos, '\t');
    case 'ecsv':
      return ecsvWriter(infos, options.delimiter ?? ',');
    case 'votable':
      return votableWriter(infos, options);
    case 'regions':
      return regionWriter(infos, options.regions ?? {});
  }
}
