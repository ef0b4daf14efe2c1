import type { Dialect } from './dialect.ts';
import { delimitedTokens } from './delimitedTokens.ts';
import { cellKind, hasFortranExponent, isNumberKind } from './cellKinds.ts';
import { rowProblems, type RowProblems } from './rowProblems.ts';
import type { TextReader } from './tableReading.ts';

export interface NormalisedText {
  readonly rows: number;
  readonly found: RowProblems;
}

/** Rewrites delimited text as plain CSV, row by row: commas, double quotes where needed, "\n", decimal points, one line
 * of names, missing cells empty.
 *
 * Rows of too few cells are filled up with missing ones, in those of too many the last cells are left out unless they
 * are empty; both count as repaired, as do rows with bytes that are not of the encoding (U+FFFD). The words for missing
 * of the dialect are missing in every column, as they are for DuckDB.
 * Cost: linear; holds no more than a piece of the text. */
export function normalisedCsv(dialect: Dialect, take: (csv: string) => void): TextReader<NormalisedText> {
  const { columns, decimal } = dialect;
  const found = rowProblems();
  const nulls = new Set(dialect.nullWords);
  let rows = 0;
  let headerLeft = dialect.header;
  const lines: string[] = [columns.map(({ name }) => quoted(name)).join(',')];
  const tokens = delimitedTokens(dialect, (cells, line, text) => {
    if (headerLeft) {
      headerLeft = false;
      return;
    }
    rows++;
    if (cells.length < columns.length)
      found.repair(
        line,
        `The row has ${cells.length} cells where ${columns.length} belong; the others were read as missing.`,
        text,
      );
    else if (cells.slice(columns.length).some((cell) => cell.trim() !== ''))
      found.repair(
        line,
        `The row has ${cells.length} cells where ${columns.length} belong; the last ones were left out.`,
        text,
      );
    if (text.includes('\ufffd'))
      found.repair(
        line,
        `Bytes that are not ${dialect.encoding} became \ufffd (another encoding may be right).`,
        text,
      );
    const row = columns.map(({ type }, i) => cellText(cells[i] ?? '', type)).join(',');
    // A line without anything is no row to a reader of CSV.
    lines.push(row === '' ? '""' : row);
  });

  function cellText(cell: string, type: string): string {
    const word = cell.trim();
    if (nulls.has(word)) return '';
    if (type === 'text') return quoted(cell);
    let number = decimal === ',' && isNumberKind(cellKind(word, ',')) ? word.replace(',', '.') : word;
    if (type === 'float64' && hasFortranExponent(number)) number = number.replace(/d/i, 'e');
    return quoted(number);
  }

  function flush(): void {
    if (lines.length === 0) return;
    take(`${lines.join('\n')}\n`);
    lines.length = 0;
  }
  return {
    write(piece) {
      tokens.write(piece);
      flush();
    },
    end() {
      tokens.end();
      flush();
      return { rows, found };
    },
  };
}

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell;
}
