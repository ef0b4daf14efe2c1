/** One double seen as two words. Shared by the whole folder: every use writes before it reads. */
const asNumber = new Float64Array(1);
const asWords = new Uint32Array(asNumber.buffer);
asNumber[0] = 1;
/** Where the word with sign and exponent lies on this machine. */
const HIGH = asWords[1] === 0x3ff00000 ? 1 : 0;

const TWO_54 = 18014398509481984;
/** High mantissa bits of sqrt(2): mantissas above it are halved, so that they lie around 1. */
const SQRT2_HIGH = 0x6a09e;

/** The mantissa that `splitExponent` found last. */
export const split = new Float64Array(1);

/** 2^n for n = -1022 … 1023. A table, since a double assembled from two words stalls the processor when it is read. */
const POWERS = new Float64Array(2046);
for (let n = 0, up = 1; n <= 1023; n++, up *= 2) {
  POWERS[1022 + n] = up;
  if (n < 1023) POWERS[1022 - n] = 1 / up;
}

/** Splits a positive finite x into mantissa and exponent, x = mantissa * 2^exponent with the mantissa
 * between about sqrt(1/2) and sqrt(2): returns the exponent and leaves the mantissa in `split[0]`. */
export function splitExponent(x: number): number {
  let exponent = -1023;
  if (x < 2.2250738585072014e-308) {
    x *= TWO_54;
    exponent -= 54;
  }
  asNumber[0] = x;
  const high = asWords[HIGH];
  let n = (high >>> 20) - 1023;
  if ((high & 0x000fffff) > SQRT2_HIGH) n += 1;
  split[0] = n > 1000 ? x * POWERS[22] * POWERS[2022 - n] : x * POWERS[1022 - n];
  return exponent + 1023 + n;
}

/** 2^n for an integer n in -1022 … 1023. */
export function powerOfTwo(n: number): number {
  return POWERS[n + 1022];
}

/** x * 2^n for a normal x near 1 and an integer n in -1200 … 1200, rounded once. */
export function scaleByPowerOfTwo(x: number, n: number): number {
  if (n >= -1000 && n <= 1000) return x * POWERS[n + 1022];
  return n > 0 ? x * POWERS[n + 422] * POWERS[1622] : x * POWERS[n + 1622] * POWERS[422];
}
