/** A key's part of so many bits. */
export interface KeyWord {
  /** Writes the word of each of some rows. */
  readonly fill: (rows: Uint32Array, keys: Uint32Array) => void;
  readonly bits: number;
}

/** Four arrays as long as there are rows; the first holds the rows. */
export type RadixScratch = readonly [rows: Uint32Array, keys: Uint32Array, Uint32Array, Uint32Array];

/** Fits the first-level cache twice over, with room for what is being read. */
const DIGIT_BITS = 11;

/** The stable ascending order of rows by a key of several words, the least significant first; one of the scratch arrays.
 *
 * Method: least-significant-digit radix sort, the word carried along with the row number.
 * Cost: one pass for each 11 bits; nothing but the scratch. */
export function radixOrder(words: readonly KeyWord[], scratch: RadixScratch): Uint32Array {
  let [rows, keys, nextRows, nextKeys] = scratch;
  for (const { fill, bits } of words) {
    const passes = Math.ceil(bits / DIGIT_BITS);
    if (passes === 0) continue;
    fill(rows, keys);
    const digit = Math.ceil(bits / passes);
    const mask = (1 << digit) - 1;
    for (let pass = 0; pass < passes; pass++) {
      scatter(keys, rows, pass * digit, mask, nextKeys, nextRows);
      [keys, nextKeys] = [nextKeys, keys];
      [rows, nextRows] = [nextRows, rows];
    }
  }
  return rows;
}

function scatter(
  keys: Uint32Array,
  rows: Uint32Array,
  shift: number,
  mask: number,
  keysOut: Uint32Array,
  rowsOut: Uint32Array,
): void {
  const ends = new Uint32Array(mask + 2);
  const { length } = keys;
  for (let i = 0; i < length; i++) ends[((keys[i] >>> shift) & mask) + 1]++;
  for (let d = 0; d <= mask; d++) ends[d + 1] += ends[d];
  for (let i = 0; i < length; i++) {
    const at = ends[(keys[i] >>> shift) & mask]++;
    keysOut[at] = keys[i];
    rowsOut[at] = rows[i];
  }
}
