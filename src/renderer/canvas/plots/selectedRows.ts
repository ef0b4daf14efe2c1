import type { RowBits } from './plotTypes.ts';

/** The rows of a selection one by one; the others, where those are fewer. */
export interface SelectedRows {
  readonly rows: Uint32Array;
  readonly areOthers: boolean;
}

const lists = new WeakMap<RowBits, SelectedRows & { readonly of: number }>();

/** The selected ones of so many rows. All plots of a table share one list. */
export function selectedRows(selection: RowBits, rows: number): SelectedRows {
  const known = lists.get(selection);
  if (known?.of === rows) return known;
  const { words } = selection;
  const last = Math.ceil(rows / 32);
  const wordAt = (word: number): number => {
    const bits = words[word] ?? 0;
    return word === rows >>> 5 ? bits & ((1 << (rows & 31)) - 1) : bits;
  };
  let count = 0;
  for (let word = 0; word < last; word++) count += bitsIn(wordAt(word));
  const areOthers = count > rows / 2;
  const found = new Uint32Array(areOthers ? rows - count : count);
  let next = 0;
  for (let word = 0; word < last; word++) {
    let bits = wordAt(word);
    if (areOthers) bits = ~bits & (word === rows >>> 5 ? (1 << (rows & 31)) - 1 : -1);
    while (bits !== 0) {
      found[next++] = (word << 5) + 31 - Math.clz32(bits & -bits);
      bits &= bits - 1;
    }
  }
  const list = { of: rows, rows: found, areOthers };
  lists.set(selection, list);
  return list;
}

function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
