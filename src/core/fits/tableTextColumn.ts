import type { WarningSink } from '../errors/index.ts';
import type { TableColumn } from './hdu.ts';
import { headerInteger, headerString, type Header } from './header.ts';
import { textForm } from './tableColumns.ts';
import { tableColumnInfo } from './tableInfo.ts';
import type { CellCoding, TableColumnPlan } from './tablePlan.ts';
import { columnScaling } from './tableScaling.ts';

/** Whole numbers of so many characters fit in int32, whatever their sign. */
const INT32_DIGITS = 9;

/** How a column of an ASCII table is read; none, with a warning, where it cannot be. */
export function textColumnPlan(
  header: Header,
  column: TableColumn,
  number: number,
  where: string,
  warn: WarningSink,
): TableColumnPlan[] {
  const form = textForm(column.form);
  const start = headerInteger(header, `TBCOL${number}`);
  const scaling = columnScaling(header, number, where, warn);
  if (form === null || start === undefined || scaling === null) return [];
  if (form.width === 0) {
    warn({
      code: 'empty-column',
      message: `${where}: column '${column.name}' has no bytes and was left out.`,
    });
    return [];
  }
  const nullText = headerString(header, `TNULL${number}`)?.trim() ?? null;
  const { scale, zero } = scaling;
  const whole = form.code === 'I' && scale === 1 && zero === 0;
  const coding: CellCoding =
    form.code === 'A'
      ? { code: 'field-text', nullText }
      : whole
        ? { code: 'field-integer', nullText }
        : { code: 'field-real', nullText, decimals: form.decimals, scale, zero };
  const type =
    form.code === 'A' ? 'text' : !whole ? 'float64' : form.width > INT32_DIGITS ? 'int64' : 'int32';
  const info = tableColumnInfo(header, column, number, '', type);
  return [{ info, offset: start - 1, width: form.width, coding }];
}
