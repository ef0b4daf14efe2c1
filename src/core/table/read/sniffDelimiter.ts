import { cellKind, isNullWord, isNumberKind } from './cellKinds.ts';
import type { Delimiter, DialectChoices } from './dialect.ts';
import { delimitedTokens, type TokenFormat } from './delimitedTokens.ts';

/** A row of the sample. */
export interface SampleRow {
  readonly cells: readonly string[];
  readonly line: number;
}

export interface FoundDelimiter {
  readonly delimiter: Delimiter;
  readonly quote: '"' | "'" | '';
  readonly decimal: '.' | ',';
}

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t', '|', ' '];
/** Blanks occur inside cells too: they must be clearly better. */
const PRIOR: Readonly<Record<Delimiter, number>> = { ',': 1, ';': 1, '\t': 1, '|': 1, ' ': 0.7 };
/** Of two that are as regular the one with more columns is taken. */
const SAME_SCORE = 1e-9;
const SCORED_ROWS = 500;
const SCORED_CHARACTERS = 200_000;
const COMMA_NUMBER = /^\s*[+-]?\d*,\d+(?:[eEdD][+-]?\d+)?\s*$/;
const POINT_NUMBER = /^\s*[+-]?\d*\.\d*(?:[eEdD][+-]?\d+)?\s*$/;

/** Rows of a sample, read in a format. */
export function sampleRows(text: string, format: TokenFormat, most: number): SampleRow[] {
  const rows: SampleRow[] = [];
  const tokens = delimitedTokens(format, (cells, line) => {
    if (rows.length < most) rows.push({ cells, line });
  });
  tokens.write(text);
  tokens.end();
  return rows;
}

/** The delimiter, quote and decimal mark that make the sample most regular.
 *
 * Method: each candidate cuts the sample into rows; its score is the share of rows with the usual number of cells,
 * times how many of their cells are typed (numbers, missing, truth values, angles). One cell a row scores nothing;
 * of equals the one with more columns is taken. */
export function findDelimiter(
  text: string,
  base: Pick<TokenFormat, 'commentMark' | 'lineEnd' | 'skipLines'>,
  choices: DialectChoices,
): FoundDelimiter {
  const sample = text.slice(0, SCORED_CHARACTERS);
  let best: FoundDelimiter & { readonly score: number; readonly columns: number } = {
    delimiter: choices.delimiter ?? ',',
    quote: '"',
    decimal: choices.decimal ?? '.',
    score: 0,
    columns: 0,
  };
  for (const delimiter of choices.delimiter === undefined ? DELIMITERS : [choices.delimiter])
    for (const quote of ['"', "'"] as const) {
      if (quote === "'" && !looksQuoted(sample, delimiter)) continue;
      const rows = sampleRows(sample, { ...base, delimiter, quote }, SCORED_ROWS);
      const decimal = choices.decimal ?? findDecimal(rows, delimiter);
      const candidate = { delimiter, quote, decimal };
      const score = scoreOf(rows, candidate);
      const columns = usualCount(rows);
      const isAlike = Math.abs(score - best.score) < SAME_SCORE;
      if (isAlike ? score > 0 && columns > best.columns : score > best.score)
        best = { ...candidate, score, columns };
    }
  const { delimiter, quote, decimal } = best;
  return { delimiter, quote, decimal };
}

/** The number of cells most rows have; the larger of two equally frequent ones. */
export function usualCount(rows: readonly SampleRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let usual = 0;
  let most = 0;
  for (const [length, times] of counts)
    if (times > most || (times === most && length > usual)) {
      usual = length;
      most = times;
    }
  return usual;
}

function scoreOf(rows: readonly SampleRow[], { delimiter, quote, decimal }: FoundDelimiter): number {
  const usual = usualCount(rows);
  if (usual < 2) return 0;
  let regular = 0;
  let typed = 0;
  let cells = 0;
  for (const row of rows) {
    if (row.cells.length !== usual) continue;
    regular++;
    for (const cell of row.cells) {
      const kind = cellKind(cell, decimal);
      if (kind !== 'text' || isNullWord(cell.trim())) typed++;
      // What is still cut by another delimiter was cut by the wrong one, surely if quotes end within it.
      else if (/[,;\t|]/.test(cell) && !cell.includes(' ')) typed -= cell.includes(quote) ? 1.5 : 0.5;
      else if (/^[+-]?[\d.]+(?:[ \t]+[+-]?[\d.]+)+$/.test(cell)) typed -= 0.75;
      cells++;
    }
  }
  const share = regular / rows.length;
  return share * share * (0.4 + (0.6 * Math.max(0, typed)) / cells) * PRIOR[delimiter];
}

/** Single quotes count only where they stand around cells; an apostrophe is no quote. */
function looksQuoted(text: string, delimiter: Delimiter): boolean {
  const mark = delimiter === ' ' ? '[ \\t]' : delimiter === '|' ? '\\|' : delimiter;
  const around = new RegExp(`(?:^|${mark})'[^'\\r\\n]*'(?=${mark}|\\r|\\n|$)`, 'm');
  return around.test(text) && !text.includes('"');
}

function findDecimal(rows: readonly SampleRow[], delimiter: Delimiter): '.' | ',' {
  if (delimiter === ',') return '.';
  let commas = 0;
  let points = 0;
  for (const { cells } of rows)
    for (const cell of cells)
      if (isNumberKind(cellKind(cell, ',')) && COMMA_NUMBER.test(cell)) commas++;
      else if (POINT_NUMBER.test(cell)) points++;
  return commas > 10 * points ? ',' : '.';
}
