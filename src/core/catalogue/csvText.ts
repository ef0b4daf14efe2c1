import { shortestFloat32 } from '../format/index.ts';

/** How the numbers of a column are written: with the digits that read back to the same value of that type. */
export type NumberStyle = 'float32' | 'float64';

/** A column of a table to be written. */
export interface TextColumn {
  readonly name: string;
  readonly style: NumberStyle;
  /** Numbers, or texts that were made before (64-bit integers with every digit). */
  readonly data: ArrayLike<number> | readonly string[];
}

/** The head line of a CSV table: the names, comma-separated. */
export function csvHead(columns: readonly TextColumn[]): string {
  return `${columns.map((column) => column.name).join(',')}\n`;
}

/** Rows of a CSV table, one line each.
 *
 * Non-finite: an empty cell. Numbers have the shortest digits that read back to the same value of their style. */
export function csvRows(columns: readonly TextColumn[], start: number, end: number): string {
  const lines: string[] = [];
  for (let row = start; row < end; row++) {
    let line = '';
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      if (c > 0) line += ',';
      line += cellText(column.data[row]!, column.style);
    }
    lines.push(line);
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function cellText(value: number | string, style: NumberStyle): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return '';
  return style === 'float32' ? shortestFloat32(value) : String(value);
}
