import { cellKind, hasFortranExponent, isNullWord, isNumberKind, type CellKind } from './cellKinds.ts';
import type { CellType } from './dialect.ts';
import type { SampleRow } from './sniffDelimiter.ts';

/** What the cells of one column are. */
export interface FoundColumn {
  readonly type: CellType;
  readonly sexagesimal: boolean;
  /** Words for missing that stand in it. */
  readonly nullWords: readonly string[];
  readonly fortranExponents: boolean;
  /** What looked odd, to be put after the column's name; '' where nothing did. */
  readonly oddity: string;
}

/** A column of numbers may hold so many other cells in so many rows at least; they are then missing, and counted. */
const TOLERATED_SHARE = 0.01;
const TOLERATING_ROWS = 200;
/** A number that often stands for missing, but is never taken so by itself. */
const SENTINEL = /^-9{2,5}(?:\.(?:0*|9*))?$|^9{2,5}\.9{1,4}0*$/;

/** The type of a column by its cells in the sample.
 *
 * It is numbers where all cells are that are not missing, a column of words with some numbers stays text, so that
 * nothing is lost; words for missing are taken as such only beside numbers or truth values. */
export function sniffColumn(
  rows: readonly SampleRow[],
  place: number,
  decimal: '.' | ',',
  extraNulls: ReadonlySet<string>,
): FoundColumn {
  const counts: Record<CellKind, number> = {
    missing: 0,
    int64: 0,
    float64: 0,
    boolean: 0,
    sexagesimal: 0,
    text: 0,
  };
  const nullWords = new Map<string, number>();
  let sentinel = '';
  let sentinels = 0;
  let other = '';
  let fortranExponents = false;
  for (const { cells } of rows) {
    const cell = cells[place] ?? '';
    const word = cell.trim();
    if (word !== '' && (isNullWord(word) || extraNulls.has(word))) {
      nullWords.set(word, (nullWords.get(word) ?? 0) + 1);
      continue;
    }
    const kind = cellKind(cell, decimal);
    counts[kind]++;
    if (kind === 'text' && other === '') other = word;
    if (kind === 'float64' && hasFortranExponent(cell)) fortranExponents = true;
    if (isNumberKind(kind) && SENTINEL.test(word)) {
      sentinel = word;
      sentinels++;
    }
  }
  const numbers = counts.int64 + counts.float64;
  const words = [...nullWords.values()].reduce((sum, times) => sum + times, 0);
  const others = counts.text + counts.boolean + counts.sexagesimal;
  const filled = numbers + others;
  const tolerated = filled >= TOLERATING_ROWS && others <= TOLERATED_SHARE * filled;
  const isNumbers = numbers > 0 && (others === 0 || tolerated);
  const isTruth = counts.boolean > 0 && counts.boolean === filled;
  const angles = counts.sexagesimal > 0 && counts.sexagesimal === filled;
  const type: CellType = isNumbers
    ? counts.float64 > 0
      ? 'float64'
      : 'int64'
    : isTruth
      ? 'boolean'
      : 'text';
  return {
    type,
    sexagesimal: angles,
    // Where a column has nothing but such words, they are what it lacks.
    nullWords: type !== 'text' || angles || (filled === 0 && words > 0) ? [...nullWords.keys()] : [],
    fortranExponents: isNumbers && fortranExponents,
    oddity: oddityOf(isNumbers, numbers, others, filled, other, sentinel, sentinels),
  };
}

function oddityOf(
  isNumbers: boolean,
  numbers: number,
  others: number,
  filled: number,
  other: string,
  sentinel: string,
  sentinels: number,
): string {
  const shown = other.length <= 30 ? other : `${other.slice(0, 29)}…`;
  if (isNumbers && others > 0)
    return `has ${others} cells in the sample that are no numbers ('${shown}'); they count as missing`;
  if (!isNumbers && numbers > 0 && 2 * numbers >= filled)
    return `is read as text, for ${others} of ${filled} cells in the sample are no numbers ('${shown}')`;
  if (isNumbers && sentinels >= 2)
    return `holds ${sentinel} in ${sentinels} cells of the sample, which may stand for missing; it is kept as a number`;
  return '';
}
