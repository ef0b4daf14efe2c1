export type { Column, ColumnData, ColumnInfo, ColumnType, ParsedTable, RowProblem } from './column.ts';
export type {
  CellType,
  Delimiter,
  Dialect,
  DialectChoices,
  DialectColumn,
  TextEncodingName,
} from './read/dialect.ts';
export type { TableListing, TableReading, TextReader } from './read/tableReading.ts';
export { floatColumn, integerColumn } from './numberColumns.ts';
export { uniqueNames } from './uniqueNames.ts';
export type { RegionOptions } from './write/regions.ts';
export { tablePieces } from './write/tablePieces.ts';
export {
  tableWriter,
  textFormatOf,
  type TableTextWriter,
  type TextFormat,
  type TextOptions,
} from './write/tableWriter.ts';
export { utf8OfLetters } from './read/utf8OfLetters.ts';
export { votableLister, votableReader } from './read/votableReader.ts';
export { delimitedTokens, type TokenFormat } from './read/delimitedTokens.ts';
export { SNIFF_BYTES, sniffDelimited } from './read/sniffDelimited.ts';
export { ECSV_MARK, ecsvListing, ecsvReader } from './read/ecsvReader.ts';
export { normalisedCsv, type NormalisedText } from './read/normalisedCsv.ts';
export { columnRoles, type AngleFormat, type ColumnRoles } from './columnRoles.ts';
export { crossmatch, type Crossmatch, type CrossmatchOptions } from './crossmatch.ts';
export { degreesOf } from './degreesOf.ts';
export { skyDistance } from './skyDistance.ts';
export { parseSexagesimal } from './skySexagesimal.ts';
