import { AppError } from '../../errors/index.ts';
import type { Delimiter, Dialect } from './dialect.ts';
import type { TextReader } from './tableReading.ts';

/** What delimited text may ask of us. */
const TEXT_LIMITS = {
  /** Characters of a line. */
  line: 64 * 1024 * 1024,
  /** Characters and lines of a quoted cell; a quote that is not closed by then was none. */
  quotedCell: 1024 * 1024,
  quotedLines: 1000,
} as const;

export type TokenFormat = Pick<Dialect, 'delimiter' | 'quote' | 'commentMark' | 'lineEnd' | 'skipLines'>;

/** Takes the cells of a row, the file's line (from 1) where it starts, and the row as it stands. */
export type RowTaker = (cells: string[], line: number, text: string) => void;

/** Cuts delimited text into rows of cells.
 *
 * Method: a cell is quoted where the quote is its first character; a doubled quote in it is one, and line ends in it
 * are its own. Blank lines, comment lines and the first `skipLines` lines are no rows. A quote that is never closed
 * (see TEXT_LIMITS) is a letter like others.
 * Errors: `over-budget` for a line beyond TEXT_LIMITS.line.
 * Cost: linear; lines without quotes go through one split. */
export function delimitedTokens(format: TokenFormat, take: RowTaker): TextReader<void> {
  const lineEnd = format.lineEnd === '\r' ? '\r' : '\n';
  let rest = '';
  let line = 0;
  /** Lines of a row whose quoted cell is still open. */
  let open: string[] = [];
  let openLength = 0;

  function emit(text: string, at: number, literal: boolean): boolean {
    const cells = cellsOfRow(text, format.delimiter, literal ? '' : format.quote);
    if (cells === null) return false;
    take(cells, at, text);
    return true;
  }

  function takeLine(raw: string): void {
    const text = lineEnd === '\n' && raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    line++;
    if (open.length > 0) {
      open.push(text);
      openLength += text.length;
      if (text.includes(format.quote) && emit(open.join('\n'), line - open.length + 1, false)) open = [];
      else if (open.length >= TEXT_LIMITS.quotedLines || openLength > TEXT_LIMITS.quotedCell) giveUpQuote();
      return;
    }
    if (line <= format.skipLines || isBlank(text, format.delimiter)) return;
    if (format.commentMark !== '' && text.trimStart().startsWith(format.commentMark)) return;
    if (emit(text, line, false)) return;
    open = [text];
    openLength = text.length;
  }

  /** The first line's quote was a letter; the lines after it start afresh. */
  function giveUpQuote(): void {
    const lines = open;
    open = [];
    line -= lines.length;
    line++;
    emit(lines[0], line, true);
    for (const later of lines.slice(1)) takeLine(later);
  }

  return {
    write(piece) {
      const text = rest === '' ? piece : rest + piece;
      let from = 0;
      for (let end = text.indexOf(lineEnd); end >= 0; end = text.indexOf(lineEnd, from)) {
        takeLine(text.slice(from, end));
        from = end + 1;
      }
      rest = text.slice(from);
      if (rest.length > TEXT_LIMITS.line)
        throw new AppError(
          'over-budget',
          `Line ${line + 1} of the text has more than ${TEXT_LIMITS.line} characters; it is not read.`,
        );
    },
    end() {
      if (rest !== '') takeLine(rest);
      rest = '';
      while (open.length > 0) giveUpQuote();
    },
  };
}

/** The cells of a row; null where a quoted cell is not closed. */
export function cellsOfRow(text: string, delimiter: Delimiter, quote: string): string[] | null {
  if (quote === '' || !text.includes(quote))
    return delimiter === ' ' ? text.trim().split(/[ \t]+/) : text.split(delimiter);
  return quotedCells(delimiter === ' ' ? text.trim() : text, delimiter, quote);
}

function quotedCells(text: string, delimiter: Delimiter, quote: string): string[] | null {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let cell = '';
    if (text[at] === quote) {
      at++;
      for (;;) {
        const close = text.indexOf(quote, at);
        if (close < 0) return null;
        cell += text.slice(at, close);
        at = close + 1;
        if (text[at] !== quote) break;
        cell += quote;
        at++;
      }
    }
    const end = nextDelimiter(text, delimiter, at);
    cells.push(cell + text.slice(at, end));
    if (end === text.length) return cells;
    at = end + 1;
    if (delimiter === ' ') while (text[at] === ' ' || text[at] === '\t') at++;
  }
}

function nextDelimiter(text: string, delimiter: Delimiter, from: number): number {
  if (delimiter !== ' ') {
    const end = text.indexOf(delimiter, from);
    return end < 0 ? text.length : end;
  }
  let end = from;
  while (end < text.length && text[end] !== ' ' && text[end] !== '\t') end++;
  return end;
}

/** A line of tabs alone is a row of empty cells where tabs delimit. */
function isBlank(text: string, delimiter: Delimiter): boolean {
  return text === '' || (text.trim() === '' && (delimiter !== '\t' || !text.includes('\t')));
}
