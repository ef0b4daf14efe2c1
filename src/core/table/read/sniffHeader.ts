import { cellKind, isNullWord, isNumberKind } from './cellKinds.ts';
import type { Delimiter } from './dialect.ts';
import { cellsOfRow } from './delimitedTokens.ts';
import { usualCount, type SampleRow } from './sniffDelimiter.ts';

/** Whether the first row names the columns.
 *
 * Method: where the rows below hold numbers, a word above them is a name and a number is not; columns of words vote
 * only where no column has numbers: then names are words that differ and do not occur again below. */
export function hasHeader(rows: readonly SampleRow[], decimal: '.' | ','): boolean {
  const [first, ...below] = rows;
  if (first === undefined) return false;
  const names = first.cells.map((cell) => cell.trim());
  if (below.length === 0)
    return names.every((name) => name !== '' && !isNumberKind(cellKind(name, decimal)) && !isNullWord(name));
  let votes = 0;
  for (let i = 0; i < names.length; i++) {
    const kinds = below.slice(0, 200).map(({ cells }) => cellKind(cells[i] ?? '', decimal));
    const numbers = kinds.filter((kind) => isNumberKind(kind) || kind === 'sexagesimal').length;
    if (2 * numbers <= kinds.filter((kind) => kind !== 'missing').length) continue;
    const kind = cellKind(names[i], decimal);
    if (kind === 'missing' || isNullWord(names[i])) continue;
    votes += kind === 'text' || kind === 'boolean' ? 1 : -1;
  }
  if (votes !== 0) return votes > 0;
  const typed = names.some((name) => {
    const kind = cellKind(name, decimal);
    return isNumberKind(kind) || kind === 'sexagesimal' || kind === 'missing';
  });
  if (typed || new Set(names).size !== names.length) return false;
  return names.every((name, i) => !below.slice(0, 200).some(({ cells }) => cells[i]?.trim() === name));
}

/** The names in the last comment line, where it has one for each column and none is a number; else null. */
export function commentedNames(
  comment: string,
  delimiter: Delimiter,
  quote: string,
  columns: number,
): string[] | null {
  const text = comment.trim().replace(/^#+\s?/, '');
  for (const candidate of [delimiter, ' '] as const) {
    const names = cellsOfRow(text, candidate, quote)?.map((name) => name.trim());
    if (names === undefined || names.length !== columns) continue;
    if (names.some((name) => isNumberKind(cellKind(name, '.')))) continue;
    // The words of a sentence have marks behind them, names have not.
    if (candidate === ' ' && names.some((name) => /[,;:.!?]$/.test(name))) continue;
    return names;
  }
  return null;
}

/** Lines before the table that are no part of it (a title, say): rows of fewer than half the usual cells. */
export function preambleRows(rows: readonly SampleRow[]): number {
  const usual = usualCount(rows);
  if (usual < 2) return 0;
  let count = 0;
  while (count < 50 && count < rows.length && 2 * rows[count].cells.length < usual) count++;
  return count < rows.length && count < 50 ? count : 0;
}
