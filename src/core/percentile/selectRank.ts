import { float32OfKey, float64OfKey, type PixelArray, type PixelType } from '../kernels/index.ts';
import { invariant } from '../errors/index.ts';
import { addDigits, digitsPerKey, type KeyPrefix } from './keyDigits.ts';

/** The value at a rank (0-based, ascending) of finite numbers that lie in several pieces.
 *
 * Method: radix selection over the digits of the numbers' keys, 16 bits a round; the zeros count as one value, +0.
 * Shape: lists of float32 or float64; `pieces` are not changed.
 * Units: those of the values.
 * Non-finite: must not be among the values.
 * Border: none.
 * Errors: none; a rank outside the list is a bug.   Cost: two looks (float32) or four (float64), 512 KiB.
 * Source: Knuth, The Art of Computer Programming 3, 5.2.5.
 * Checked against: sorting, by property tests. */
export function selectRank(type: PixelType, pieces: readonly PixelArray[], rank: number): number {
  return rankedValue(type, pieces, rank).value;
}

/** The same, with the number of values up to and including it. */
export function rankedValue(
  type: PixelType,
  pieces: readonly PixelArray[],
  rank: number,
): { value: number; upTo: number } {
  const prefix: number[] = [];
  let below = 0;
  let upTo = 0;
  for (let level = 0; level < digitsPerKey(type); level++) {
    const counts = new Float64Array(65_536);
    for (const values of pieces) addDigits(type, values, 0, values.length, prefix, counts);
    const found = digitAtRank(counts, rank - below);
    prefix.push(found.digit);
    below += found.below;
    if (level === digitsPerKey(type) - 1) upTo = below + counts[found.digit];
  }
  return { value: valueOfKey(type, prefix), upTo };
}

/** The digit in which the value of a rank lies, and how many values have a smaller one. */
export function digitAtRank(counts: Float64Array, rank: number): { digit: number; below: number } {
  let below = 0;
  for (let digit = 0; digit < counts.length; digit++) {
    const next = below + counts[digit];
    if (rank < next) return { digit, below };
    below = next;
  }
  invariant(false, `rank ${rank} of ${below} values`);
}

export function valueOfKey(type: PixelType, digits: KeyPrefix): number {
  const word = (i: number) => ((digits[i] << 16) | digits[i + 1]) >>> 0;
  return type === 'float32' ? float32OfKey(word(0)) : float64OfKey(word(0), word(2));
}
