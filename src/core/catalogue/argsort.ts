/** The order of a numeric column, stable, NaN last.
 *
 * Method: least-significant-digit radix sort of the order-preserving integer keys of float64, 11 bits a pass; passes in which
 *         every key has the same digit are skipped (float32 values and pixel positions need half of them).
 * Shape:  row numbers, as many as the column has.
 * Non-finite: infinities in their place, NaN last in both directions.
 * Cost:   O(n) a pass, at most 6 passes; 16 bytes a row of scratch. */
export function argsort(column: ArrayLike<number>, descending: boolean): Uint32Array<ArrayBuffer> {
  const count = column.length;
  const { low, high } = orderKeys(column, descending);
  let order = new Uint32Array(count);
  let spare = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  for (let pass = 0; pass < 6; pass++) {
    // Digits of 11, 11 and 10 bits in each half.
    const words = pass < 3 ? low : high;
    const shift = (pass % 3) * 11;
    const starts = digitStarts(words, shift);
    if (!starts) continue;
    for (let i = 0; i < count; i++) {
      const row = order[i]!;
      spare[starts[(words[row]! >>> shift) & 2047]!++] = row;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** Both halves of integers that sort as the numbers do. */
function orderKeys(column: ArrayLike<number>, descending: boolean): { low: Uint32Array; high: Uint32Array } {
  const count = column.length;
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  const scratch = new Float64Array(1);
  const words = new Uint32Array(scratch.buffer);
  for (let i = 0; i < count; i++) {
    // Adding 0 turns -0 into 0, so that the two stay in their order of rows.
    const value = column[i]! + 0;
    if (Number.isNaN(value)) {
      low[i] = high[i] = 0xffffffff;
      continue;
    }
    scratch[0] = value;
    const negative = words[1]! >>> 31 === 1;
    const flip = negative ? 0xffffffff : 0;
    const backwards = descending ? 0xffffffff : 0;
    low[i] = (words[0]! ^ flip ^ backwards) >>> 0;
    high[i] = (words[1]! ^ (flip | 0x80000000) ^ backwards) >>> 0;
  }
  return { low, high };
}

/** Where each digit's rows begin in the sorted order, or null when there is only one digit. */
function digitStarts(words: Uint32Array, shift: number): Uint32Array | null {
  const starts = new Uint32Array(2048);
  for (let i = 0; i < words.length; i++) starts[(words[i]! >>> shift) & 2047]!++;
  let sum = 0;
  for (let digit = 0; digit < 2048; digit++) {
    const here = starts[digit]!;
    if (here === words.length) return null;
    starts[digit] = sum;
    sum += here;
  }
  return starts;
}
