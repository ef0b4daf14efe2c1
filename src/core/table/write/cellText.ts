import { formatValue } from '../../format/index.ts';
import type { ColumnData } from '../column.ts';

/** Words for the values that differ between formats. */
export interface CellWords {
  readonly yes: string;
  readonly no: string;
  readonly infinity: string;
}

/** The text of a cell, null where it is missing: numbers with the shortest digits that read back to the same value of
 * their type. */
export function cellText(data: ColumnData, row: number, words: CellWords): string | null {
  switch (data.type) {
    case 'text':
      return data.values[row] ?? null;
    case 'float64':
    case 'float32': {
      const value = data.values[row];
      if (Number.isNaN(value)) return null;
      if (value === Infinity) return words.infinity;
      return value === -Infinity ? '-inf' : formatValue(value, data.type);
    }
    case 'boolean':
      if (data.missing?.[row]) return null;
      return data.values[row] === 0 ? words.no : words.yes;
    default:
      return data.missing?.[row] ? null : String(data.values[row]);
  }
}
