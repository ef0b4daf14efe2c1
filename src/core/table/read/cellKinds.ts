/** What one cell of a delimited text looks like. */
export type CellKind = 'missing' | 'int64' | 'float64' | 'boolean' | 'sexagesimal' | 'text';

const INTEGER = /^[+-]?\d{1,19}$/;
/** Zeros before three digits and more; two are hours, minutes and the like. */
const LEADING_ZERO = /^[+-]?0\d{2,}/;
const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,4})?$/;
const COMMA = /^[+-]?(?:\d+,?\d*|,\d+)(?:[eEdD][+-]?\d{1,4})?$/;
const INFINITE = /^[+-]?inf(?:inity)?$/i;
const TRUTH = /^(?:true|false|t|f)$/i;
const SEXAGESIMAL = /^[+-]?\d{1,3}(?:[:hd°]\s?|\s+)\d{1,2}(?:[:m'′]\s?|\s+)\d{1,2}(?:[.,]\d*)?\s?["″s]?$/;
const INT64_MAX = 2n ** 63n - 1n;

/** Words that mean missing where numbers are expected. Numbers such as -99 never do by themselves. */
const NULL_WORDS = new Set([
  'na',
  'n/a',
  '#n/a',
  'nan',
  'null',
  'none',
  'nil',
  '-',
  '--',
  '---',
  '...',
  '…',
  'indef',
  'missing',
]);

/** Whether a cell's word may mean missing. */
export function isNullWord(word: string): boolean {
  return NULL_WORDS.has(word.toLowerCase());
}

export function cellKind(cell: string, decimal: '.' | ','): CellKind {
  const word = cell.trim();
  if (word === '') return 'missing';
  if (INTEGER.test(word)) return integerKind(word);
  if ((decimal === ',' ? COMMA : POINT).test(word) || INFINITE.test(word)) return 'float64';
  if (TRUTH.test(word)) return 'boolean';
  return SEXAGESIMAL.test(word) ? 'sexagesimal' : 'text';
}

/** A whole number that starts with 0 is an identifier, one beyond 64 bits fits no type: both stay as they are written. */
function integerKind(word: string): CellKind {
  if (LEADING_ZERO.test(word)) return 'text';
  if (word.length < 19) return 'int64';
  const value = BigInt(word.replace('+', ''));
  return value <= INT64_MAX && value >= -INT64_MAX - 1n ? 'int64' : 'text';
}

export function isNumberKind(kind: CellKind): boolean {
  return kind === 'int64' || kind === 'float64';
}

/** A number whose exponent is written with the letter D, as Fortran does. */
export function hasFortranExponent(cell: string): boolean {
  return /^\s*[+-]?[\d.,]+[dD][+-]?\d{1,4}\s*$/.test(cell);
}
