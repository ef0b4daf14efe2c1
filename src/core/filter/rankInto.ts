import { argsort } from '../catalogue/index.ts';
import { keyOfFloat32, type PixelArray } from '../kernels/index.ts';

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;

/** Numbers pixels by their place in the order from the least to the largest, NaN last, equal ones as they come; gives which
 * pixel is at each place. float32 takes three passes over integers that sort as the numbers do. */
export function rankInto(ranks: Uint32Array, values: PixelArray): Uint32Array {
  if (!(values instanceof Float32Array)) {
    const order = argsort(values, false);
    for (let rank = 0; rank < order.length; rank++) ranks[order[rank]] = rank;
    return order;
  }
  const { keys, starts } = orderKeys(values);
  const count = keys.length;
  const first = new Uint32Array(count);
  const order = new Uint32Array(count);
  const [low, middle, high] = starts;
  for (let i = 0; i < count; i++) order[low[keys[i] & (DIGITS - 1)]++] = i;
  for (let i = 0; i < count; i++) {
    const at = order[i];
    first[middle[(keys[at] >>> DIGIT_BITS) & (DIGITS - 1)]++] = at;
  }
  for (let i = 0; i < count; i++) {
    const at = first[i];
    const rank = high[keys[at] >>> (2 * DIGIT_BITS)]++;
    order[rank] = at;
    ranks[at] = rank;
  }
  return order;
}

/** The integers, and where those with each low, middle and high digit begin. */
function orderKeys(values: Float32Array): { keys: Uint32Array; starts: readonly Uint32Array[] } {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const keys = new Uint32Array(values.length);
  const low = new Uint32Array(DIGITS);
  const middle = new Uint32Array(DIGITS);
  const high = new Uint32Array(DIGITS);
  for (let i = 0; i < keys.length; i++) {
    const word = words[i];
    // Every NaN is last.
    const key = (word & 0x7fff_ffff) > 0x7f80_0000 ? 0xffff_ffff : keyOfFloat32(word) >>> 0;
    keys[i] = key;
    low[key & (DIGITS - 1)]++;
    middle[(key >>> DIGIT_BITS) & (DIGITS - 1)]++;
    high[key >>> (2 * DIGIT_BITS)]++;
  }
  const starts = [low, middle, high];
  for (const counts of starts) {
    for (let digit = 0, sum = 0; digit < DIGITS; digit++) {
      const here = counts[digit];
      counts[digit] = sum;
      sum += here;
    }
  }
  return { keys, starts };
}
