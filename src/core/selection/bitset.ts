import { AppError } from '../errors/index.ts';

/** Some rows of a table: bit `row & 31` of word `row >> 5`. Bits past the last row are 0. */
export interface Bitset {
  readonly rows: number;
  readonly words: Uint32Array;
}

/** No row, or with `all` every row. */
export function createBitset(rows: number, all = false): Bitset {
  const set = { rows, words: new Uint32Array(Math.ceil(rows / 32)) };
  if (all) {
    set.words.fill(0xffffffff);
    clearTail(set);
  }
  return set;
}

export function hasRow(set: Bitset, row: number): boolean {
  return row >= 0 && row < set.rows && ((set.words[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** Puts a row in or takes it out; the bitset is changed. */
export function setRow(set: Bitset, row: number, value: boolean): void {
  if (!Number.isInteger(row) || row < 0 || row >= set.rows) {
    throw new AppError('bad-argument', `There is no row ${row} in a table of ${set.rows} rows.`);
  }
  const bit = 1 << (row & 31);
  if (value) set.words[row >>> 5]! |= bit;
  else set.words[row >>> 5]! &= ~bit;
}

/** How many rows are in it. */
export function countRows({ words }: Bitset): number {
  let count = 0;
  for (let i = 0; i < words.length; i++) {
    let word = words[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** The rows in both, in either, or in exactly one of two bitsets of the same table. */
export function combineBitsets(op: 'and' | 'or' | 'xor', a: Bitset, b: Bitset): Bitset {
  if (a.rows !== b.rows) {
    const message = `A selection over ${a.rows} rows and one over ${b.rows} rows are of different tables.`;
    throw new AppError('bad-argument', message);
  }
  const words = new Uint32Array(a.words.length);
  const x = a.words;
  const y = b.words;
  if (op === 'and') for (let i = 0; i < words.length; i++) words[i] = x[i]! & y[i]!;
  else if (op === 'or') for (let i = 0; i < words.length; i++) words[i] = x[i]! | y[i]!;
  else for (let i = 0; i < words.length; i++) words[i] = x[i]! ^ y[i]!;
  return { rows: a.rows, words };
}

/** The rows that are not in it. */
export function invertBitset(set: Bitset): Bitset {
  const words = new Uint32Array(set.words.length);
  for (let i = 0; i < words.length; i++) words[i] = ~set.words[i]!;
  const inverted = { rows: set.rows, words };
  clearTail(inverted);
  return inverted;
}

/** The rows whose value is not 0. */
export function bitsetOf(values: ArrayLike<number>): Bitset {
  return bitsetWhere(values.length, (row) => (values[row] === 0 ? 0 : 1));
}

/** The rows for which `test` gives 1 (and not 0). */
export function bitsetWhere(rows: number, test: (row: number) => number): Bitset {
  const set = createBitset(rows);
  const { words } = set;
  for (let i = 0; i < words.length; i++) {
    const first = i * 32;
    const bits = Math.min(32, rows - first);
    let word = 0;
    for (let bit = 0; bit < bits; bit++) word |= test(first + bit) << bit;
    words[i] = word;
  }
  return set;
}

export function equalBitsets(a: Bitset, b: Bitset): boolean {
  return a.rows === b.rows && a.words.every((word, i) => word === b.words[i]);
}

/** Calls back with every row in it, in order. */
export function forEachRow({ words }: Bitset, visit: (row: number) => void): void {
  for (let i = 0; i < words.length; i++) {
    let word = words[i]!;
    while (word !== 0) {
      visit(i * 32 + 31 - Math.clz32(word & -word));
      word &= word - 1;
    }
  }
}

/** The rows in it as a column of row numbers. */
export function rowsOf(set: Bitset): Uint32Array {
  const { words } = set;
  const rows = new Uint32Array(countRows(set));
  let next = 0;
  for (let i = 0; i < words.length; i++) {
    // Not by forEachRow: a call for each row takes longer than the rest.
    for (let word = words[i]!; word !== 0; word &= word - 1)
      rows[next++] = i * 32 + 31 - Math.clz32(word & -word);
  }
  return rows;
}

function clearTail({ rows, words }: Bitset): void {
  if (rows % 32 !== 0) words[words.length - 1]! &= (1 << (rows & 31)) - 1;
}
