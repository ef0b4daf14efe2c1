/** Exact errors of one sum and one product: what a double-double value (an unevaluated sum of two doubles) is
 * made of.
 *
 * Source: T. J. Dekker, 1971, A floating-point technique for extending the available precision, Numer. Math. 18,
 * 224; D. E. Knuth, The Art of Computer Programming 2, 4.2.2 theorem B. No fused multiply-add is used, since
 * JavaScript has none. */

const SPLITTER = 134217729; // 2^27 + 1

/** (a + b) - sum exactly, where sum is the rounded a + b. */
export function sumError(a: number, b: number, sum: number): number {
  const virtual = sum - a;
  return a - (sum - virtual) + (b - virtual);
}

/** a * b - product exactly, where product is the rounded a * b. Factors below 2^996, product above 2^-968. */
export function productError(a: number, b: number, product: number): number {
  const aSplit = SPLITTER * a;
  const aHigh = aSplit - (aSplit - a);
  const aLow = a - aHigh;
  const bSplit = SPLITTER * b;
  const bHigh = bSplit - (bSplit - b);
  const bLow = b - bHigh;
  return aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
}

/** a * a - square exactly, as `productError` with one factor split less. */
export function squareError(a: number, square: number): number {
  const split = SPLITTER * a;
  const high = split - (split - a);
  const low = a - high;
  return high * high - square + 2 * high * low + low * low;
}
