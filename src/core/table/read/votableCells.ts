import type { CellValue, ColumnBuilder } from './columnBuilder.ts';
import type { Datatype, VotableField } from './votableField.ts';

/** Told what is wrong with a cell that counts as missing. */
export type Complain = (problem: string, text: string) => void;

const INTEGER_RANGE: Readonly<Partial<Record<Datatype, readonly [bigint, bigint]>>> = {
  unsignedByte: [0n, 255n],
  short: [-(2n ** 15n), 2n ** 15n - 1n],
  int: [-(2n ** 31n), 2n ** 31n - 1n],
  long: [-(2n ** 63n), 2n ** 63n - 1n],
};
const INTEGER = /^[+-]?(?:\d+|0[xX][0-9a-fA-F]+)$/;
const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Puts the text of a TD into the columns of its field. */
export function pushTextCell(
  field: VotableField,
  builders: readonly ColumnBuilder[],
  text: string,
  complain: Complain,
): void {
  const trimmed = text.trim();
  if (field.asText) {
    const isNull = trimmed === '' || (field.nullText !== null && trimmed === field.nullText.trim());
    builders[0].push(isNull ? null : isCharacters(field.datatype) ? text : trimmed);
    return;
  }
  if (trimmed === '') {
    for (const builder of builders) builder.push(null);
    return;
  }
  const wanted = builders.length;
  if (wanted === 1) {
    builders[0].push(numberOf(field, trimmed, complain));
    return;
  }
  const words = trimmed.split(/\s+/);
  const expected = (field.length ?? 1) * field.parts;
  if (words.length !== expected)
    complain(`Column '${field.name}': ${words.length} numbers where ${expected} belong.`, trimmed);
  for (let i = 0; i < wanted; i++)
    builders[i].push(i < words.length ? numberOf(field, words[i], complain) : null);
}

function isCharacters(datatype: Datatype): boolean {
  return datatype === 'char' || datatype === 'unicodeChar';
}

/** The value of one number or truth value; null where it is missing or none. */
function numberOf(field: VotableField, word: string, complain: Complain): CellValue {
  const { datatype } = field;
  if (datatype === 'boolean' || datatype === 'bit') return truth(field, word, complain);
  const range = INTEGER_RANGE[datatype];
  if (range === undefined) return real(field, word, complain);
  if (!INTEGER.test(word)) {
    // Writers put NaN for missing integers too.
    if (!/^(?:nan|null)$/i.test(word) && word !== field.nullText)
      complain(`Column '${field.name}': '${shortened(word)}' is no whole number.`, word);
    return null;
  }
  // Nearly all are short and without a null value; BigInts are slow.
  if (field.nullText === null && datatype === 'int' && word.length <= 9 && !/x/i.test(word))
    return Number(word);
  if (isNullInteger(field, word)) return null;
  const value = integerOf(word);
  if (value < range[0] || value > range[1]) {
    complain(`Column '${field.name}': ${shortened(word)} does not fit the datatype ${datatype}.`, word);
    return null;
  }
  return datatype === 'long' ? value : Number(value);
}

function real(field: VotableField, word: string, complain: Complain): CellValue {
  if (REAL.test(word)) {
    const value = Number(word);
    const { nullText } = field;
    return nullText !== null && REAL.test(nullText.trim()) && Number(nullText) === value ? null : value;
  }
  const special = /^([+-]?)(nan|inf|infinity)$/i.exec(word);
  if (special !== null)
    return special[2].toLowerCase() === 'nan' ? null : special[1] === '-' ? -Infinity : Infinity;
  if (word !== field.nullText && !/^null$/i.test(word))
    complain(`Column '${field.name}': '${shortened(word)}' is no number.`, word);
  return null;
}

function truth(field: VotableField, word: string, complain: Complain): CellValue {
  const lower = word.toLowerCase();
  if (lower === 't' || lower === 'true' || lower === '1') return 1;
  if (lower === 'f' || lower === 'false' || lower === '0') return 0;
  if (word !== '?' && word !== field.nullText && lower !== 'null')
    complain(`Column '${field.name}': '${shortened(word)}' is neither true nor false.`, word);
  return null;
}

/** Whether a whole number, as text, is the null value of its field. */
function isNullInteger({ nullText }: VotableField, word: string): boolean {
  if (nullText === null || !INTEGER.test(nullText.trim())) return false;
  return integerOf(nullText.trim()) === integerOf(word);
}

function integerOf(word: string): bigint {
  const negative = word.startsWith('-');
  const magnitude = BigInt(word.replace(/^[+-]/, ''));
  return negative ? -magnitude : magnitude;
}

function shortened(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
