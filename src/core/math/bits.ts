/** One double seen as two words. Shared by the whole folder: every use writes before it reads. */
const asNumber = new Float64Array(1);
const asWords = new Uint32Array(asNumber.buffer);
asNumber[0] = 1;
/** Where the word with sign and exponent lies on this machine. */
const HIGH = asWords[1] === 0x3ff00000 ? 1 : 0;

const TWO_54 = 18014398509481984;
/** High word of sqrt(2): mantissas above it are halved, so that they lie around 1. */
const SQRT2_HIGH = 0x3ff6a09e;

/** What `splitExponent` found last: [0] the mantissa, [1] the exponent. */
export const split = new Float64Array(2);

/** Splits a positive finite x into mantissa and exponent, x = mantissa * 2^exponent with the mantissa
 * between about sqrt(1/2) and sqrt(2), into `split`. */
export function splitExponent(x: number): void {
  let exponent = -1023;
  if (x < 2.2250738585072014e-308) {
    x *= TWO_54;
    exponent -= 54;
  }
  asNumber[0] = x;
  const high = asWords[HIGH];
  exponent += high >>> 20;
  const mantissaHigh = (high & 0x000fffff) | 0x3ff00000;
  if (mantissaHigh > SQRT2_HIGH) {
    asWords[HIGH] = mantissaHigh - 0x00100000;
    exponent += 1;
  } else {
    asWords[HIGH] = mantissaHigh;
  }
  split[0] = asNumber[0];
  split[1] = exponent;
}

/** 2^n for an integer n in -1022 … 1023. */
export function powerOfTwo(n: number): number {
  asWords[1 - HIGH] = 0;
  asWords[HIGH] = (n + 1023) << 20;
  return asNumber[0];
}

/** x * 2^n for a normal x near 1 and an integer n in -1200 … 1200, rounded once. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n >= -1000 && n <= 1000) return x * powerOfTwo(n);
  return n > 0 ? x * powerOfTwo(n - 600) * powerOfTwo(600) : x * powerOfTwo(n + 600) * powerOfTwo(-600);
}
