import type { ColumnInfo, ColumnType } from '../table/index.ts';
import type { TableColumn } from './hdu.ts';
import { headerString, type Header } from './header.ts';

/** What is known of a FITS column besides its cells: TUNITn, TUCDn, TCOMMn. */
export function tableColumnInfo(
  header: Header,
  column: TableColumn,
  number: number,
  suffix: string,
  type: ColumnType,
): ColumnInfo {
  const text = (key: string): string => headerString(header, `${key}${number}`)?.trim() ?? '';
  return {
    name: column.name + suffix,
    type,
    unit: column.unit ?? '',
    ucd: text('TUCD'),
    description: text('TCOMM'),
  };
}
