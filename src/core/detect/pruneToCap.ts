import { newPixels, nextUp, type PixelArray, type PixelType } from '../kernels/index.ts';
import { partitionAt, rankedValue } from '../percentile/index.ts';

/** The smallest value `floor` of the pixel type such that at most `cap` of the values are >= floor; -Infinity when all may stay.
 *
 * Equal values stay or go together, so what is kept does not depend on the order in which the values came. Used on a part
 * of the values it gives a floor that the whole would exceed or equal: parts can be pruned before they are merged,
 * as long as the largest floor of all parts is applied in the end. */
export function floorForCap(type: PixelType, values: readonly PixelArray[], cap: number): number {
  return floorAndKept(type, values, cap).floor;
}

/** The same, with the number of values that are >= floor. */
export function floorAndKept(
  type: PixelType,
  values: readonly PixelArray[],
  cap: number,
): { floor: number; kept: number } {
  const count = values.reduce((sum, piece) => sum + piece.length, 0);
  if (count <= cap) return { floor: -Infinity, kept: count };
  const rank = count - cap - 1;
  const { value, upTo } = valueNearStart(type, values, count, rank) ?? rankedValue(type, values, rank);
  return { floor: nextUp(type, value), kept: count - upTo };
}

/** Fewer values are not worth sampling. */
const WORTH_SAMPLING = 100_000;
const SAMPLE = 32_768;

// Looks for a low rank among the values that a sample puts near it; undefined when it is not low, or not there.
function valueNearStart(
  type: PixelType,
  values: readonly PixelArray[],
  count: number,
  rank: number,
): { value: number; upTo: number } | undefined {
  if (count < WORTH_SAMPLING || rank > count / 4) return undefined;
  const stride = Math.ceil(count / SAMPLE);
  const sample = newPixels(type, Math.ceil(count / stride));
  let taken = 0;
  let first = 0;
  for (const piece of values) {
    let i = first;
    for (; i < piece.length; i += stride) sample[taken++] = piece[i];
    first = i - piece.length;
  }
  const sampleRank = rank / stride;
  const limitRank = Math.min(taken - 1, Math.ceil(sampleRank + 5 * Math.sqrt(sampleRank) + 5));
  if (!partitionAt(sample, limitRank)) return undefined;
  const limit = sample[limitRank];
  const near = newPixels(type, Math.ceil(count / 3));
  let found = 0;
  for (const piece of values) {
    for (let i = 0; i < piece.length; i++) {
      const value = piece[i];
      if (value > limit) continue;
      if (found === near.length) return undefined;
      near[found++] = value;
    }
  }
  if (rank >= found || !partitionAt(near.subarray(0, found), rank)) return undefined;
  const value = near[rank] + 0;
  let upTo = 0;
  for (let i = 0; i < found; i++) if (near[i] <= value) upTo++;
  return { value, upTo };
}
