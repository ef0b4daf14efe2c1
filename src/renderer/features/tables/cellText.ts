import type { ColumnType } from '../../../core/table/index.ts';
import type { TableCell } from '../../../shared/index.ts';
import { formatNumber } from '../../ui/format.ts';

const DIGITS = 9;

/** A cell as the grid shows it; a missing one is a dash. */
export function cellText(cell: TableCell | undefined): string {
  if (cell === undefined) return '';
  if (cell === null) return '–';
  if (typeof cell === 'number') return formatNumber(cell, DIGITS);
  if (typeof cell === 'boolean') return cell ? 'true' : 'false';
  return cell;
}

/** Whether cells of a type are numbers, which stand at the right. */
export function isNumeric(type: ColumnType | undefined): boolean {
  return type !== 'text' && type !== 'boolean';
}
