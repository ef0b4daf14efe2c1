import { scaleByPowerOfTwo } from './bits.ts';
import { productError } from './doubleDouble.ts';
import { expParts, expResult } from './exp.ts';
import { logParts, logResult } from './log.ts';

/** base ^ exponent, as Math.pow with all its special cases; within 1 ulp.
 *
 * Method: e^(exponent * log base), the logarithm to 64 bits and the product in double-double. */
export function pow(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (base !== base || exponent !== exponent) return NaN;
  const size = Math.abs(base);
  if (exponent === Infinity || exponent === -Infinity) {
    if (size === 1) return NaN;
    return size > 1 === exponent > 0 ? Infinity : 0;
  }
  const odd = isOddInteger(exponent);
  const negative = base < 0 || Object.is(base, -0);
  const sign = negative && odd ? -1 : 1;
  if (size === 0) return sign * (exponent > 0 ? 0 : Infinity);
  if (size === Infinity) return sign * (exponent > 0 ? Infinity : 0);
  if (negative && !odd && Math.floor(exponent) !== exponent) return NaN;
  if (size === 1) return sign;
  if (exponent === 1) return base;
  if (exponent === 2) return base * base;

  logParts(size, false);
  const high = exponent * logResult[0];
  if (high > 710) return sign * Infinity;
  if (high < -746) return sign * 0;
  const low =
    Math.abs(high) < 1e-200 ? 0 : productError(exponent, logResult[0], high) + exponent * logResult[1];
  expParts(high, low);
  return sign * scaleByPowerOfTwo(expResult[0] + expResult[1], expResult[2]);
}

function isOddInteger(value: number): boolean {
  return Math.floor(value) === value && Math.floor(value / 2) !== value / 2;
}
