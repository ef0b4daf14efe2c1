import type { Column, ColumnInfo } from '../column.ts';
import { cellText } from './cellText.ts';
import { guardFormula } from './guardFormula.ts';
import { quotedCell } from './quotedCell.ts';
import type { TableTextWriter } from './tableWriter.ts';

const WORDS = { yes: 'true', no: 'false', infinity: 'inf' };

/** CSV and TSV: a line of names, then a line per row. */
export function delimitedWriter(infos: readonly ColumnInfo[], delimiter: ',' | '\t'): TableTextWriter {
  let guarded = 0;
  const textCell = (text: string): string => {
    const safe = guardFormula(text);
    if (safe !== text) guarded++;
    return quotedCell(safe, delimiter);
  };
  // An empty line would be no row at all to most readers.
  const missing = infos.length === 1 ? '""' : '';
  return {
    head: () => `${infos.map(({ name }) => textCell(name)).join(delimiter)}\n`,
    rows: (columns) => lines(columns, delimiter, missing, textCell),
    foot: () => '',
    get guarded() {
      return guarded;
    },
    replaced: 0,
    skipped: 0,
  };
}

function lines(
  columns: readonly Column[],
  delimiter: string,
  missing: string,
  textCell: (text: string) => string,
): string {
  const count = columns[0]?.data.values.length ?? 0;
  let text = '';
  for (let row = 0; row < count; row++) {
    for (let c = 0; c < columns.length; c++) {
      if (c > 0) text += delimiter;
      const { data } = columns[c];
      const cell = cellText(data, row, WORDS);
      text += cell === null ? missing : data.type === 'text' ? textCell(cell) : cell;
    }
    text += '\n';
  }
  return text;
}
