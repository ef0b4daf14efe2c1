import { newPixels, type PixelArray, type PixelType } from '../kernels/index.ts';
import { selectRank } from './selectRank.ts';

/** Partitions that an honest input never needs; past them the input is taken to be hostile. */
const MAX_ROUNDS = 200;

/** The value at a rank (0-based, ascending) of finite numbers, and the next larger one in order (itself at the end).
 *
 * Method: Hoare's selection with the median of three as pivot, on a copy; radix selection when it does not converge.
 * Shape: lists of float32 or float64.
 * Units: those of the values.
 * Non-finite: must not be among the values.
 * Border: none.
 * Errors: none.   Cost: about three looks at the values, and a copy of them.
 * Source: Hoare, 1961, Algorithm 65: Find.
 * Checked against: sorting, by property tests. */
export function selectPair(
  type: PixelType,
  pieces: readonly PixelArray[],
  rank: number,
): { lower: number; upper: number } {
  const values = joined(type, pieces);
  if (!partitionAt(values, rank)) {
    const upperRank = Math.min(rank + 1, values.length - 1);
    return { lower: selectRank(type, pieces, rank), upper: selectRank(type, pieces, upperRank) };
  }
  let upper = rank + 1 < values.length ? Infinity : values[rank];
  for (let i = rank + 1; i < values.length; i++) if (values[i] < upper) upper = values[i];
  // A zero's sign depends on the order of the values, so the results have none.
  return { lower: values[rank] + 0, upper: upper + 0 };
}

/** Moves the value of a rank to its place, smaller or equal ones before it; false when that takes too many rounds. */
export function partitionAt(values: PixelArray, rank: number): boolean {
  let left = 0;
  let right = values.length - 1;
  for (let round = 0; left < right; round++) {
    if (round === MAX_ROUNDS) return false;
    const pivot = medianOfThree(values[left], values[(left + right) >> 1], values[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i <= j) {
        const moved = values[i];
        values[i] = values[j];
        values[j] = moved;
        i++;
        j--;
      }
    }
    if (rank <= j) right = j;
    else if (rank >= i) left = i;
    else return true;
  }
  return true;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

function joined(type: PixelType, pieces: readonly PixelArray[]): PixelArray {
  const values = newPixels(
    type,
    pieces.reduce((sum, piece) => sum + piece.length, 0),
  );
  let at = 0;
  for (const piece of pieces) {
    values.set(piece, at);
    at += piece.length;
  }
  return values;
}
