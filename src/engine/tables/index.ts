export { MISSING, type Categories } from './categories.ts';
export type { JoinOptions, RowPairs } from './joinTables.ts';
export type { NumberColumn } from './numbers.ts';
export { tableBytes, type LoadReport, type LostCells, type OpenTable } from './openTable.ts';
export type { PageRequest } from './page.ts';
export { Tables, type TablesOptions, type TableSource } from './tables.ts';
export type { ViewRequest, ViewRows } from './viewRows.ts';
export type { TableFormat, WriteRequest, Written } from './writeTable.ts';
