import { powerOfTwo } from './bits.ts';
import { squareError, sumError } from './doubleDouble.ts';

/** Square root of the sum of squares, as Math.hypot (an infinity wins over NaN; nothing gives 0); within 0.6 ulp.
 *
 * Method: values scaled by a power of two so that no square overflows, the sum in double-double, one Newton step for
 * the root. */
export function hypot(...values: readonly number[]): number {
  let largest = 0;
  let missing = false;
  for (const value of values) {
    const size = Math.abs(value);
    if (size === Infinity) return Infinity;
    if (size !== size) missing = true;
    else if (size > largest) largest = size;
  }
  if (missing) return NaN;
  if (largest === 0) return 0;
  const exponent = largest > 1e140 ? -600 : largest < 1e-140 ? 600 : 0;
  const scale = powerOfTwo(exponent);

  let sum = 0;
  let sumLow = 0;
  for (const value of values) {
    const scaled = value * scale;
    const square = scaled * scaled;
    // A square this small beside one above 1e-280 adds nothing, and its error term would underflow.
    if (square < 1e-320) continue;
    const next = sum + square;
    sumLow += sumError(sum, square, next) + squareError(scaled, square);
    sum = next;
  }
  const root = Math.sqrt(sum);
  const rootSquare = root * root;
  return (
    (root + (sum - rootSquare - squareError(root, rootSquare) + sumLow) / (2 * root)) * powerOfTwo(-exponent)
  );
}
