import { nextUp, type PixelArray, type PixelType } from '../kernels/index.ts';
import { selectRank } from '../percentile/index.ts';

/** The smallest value `floor` of the pixel type such that at most `cap` of the values are >= floor; -Infinity when all may stay.
 *
 * Equal values stay or go together, so what is kept does not depend on the order in which the values came. Used on a part
 * of the values it gives a floor that the whole would exceed or equal: parts can be pruned before they are merged,
 * as long as the largest floor of all parts is applied in the end. */
export function floorForCap(type: PixelType, values: readonly PixelArray[], cap: number): number {
  const count = values.reduce((sum, piece) => sum + piece.length, 0);
  if (count <= cap) return -Infinity;
  return nextUp(type, selectRank(type, values, count - cap - 1));
}
