import { powerOfTwo, split, splitExponent } from './bits.ts';
import { productError, squareError, sumError } from './doubleDouble.ts';

const LN2_A = 0.6931471805582987;
const LN2_B = 1.6465949582897082e-12;
const INV_LN2 = 1.4426950408889634;
const INV_LN2_LOW = 2.0355273740931033e-17;
const INV_LN10 = 0.4342944819032518;
const INV_LN10_LOW = 1.098319650216765e-17;
const TWO_THIRDS = 0.6666666666666666;
const TWO_THIRDS_LOW = 3.700743415417188e-17;

/** s = f / (2 + f) and its low part, as `reduceLog` found them last. */
const reduced = new Float64Array(2);
/** What `logParts` found last: log = logResult[0] + logResult[1], and the exponent split off, if asked for. */
export const logResult = new Float64Array(3);

/** x + xLow = (1 + f) 2^k and s = f / (2 + f) in double-double: returns k. x is positive and finite. */
function reduceLog(x: number, xLow: number): number {
  const k = splitExponent(x);
  const difference = split[0] - 1;
  const low = xLow === 0 ? 0 : xLow * powerOfTwo(-k);
  const f = difference + low;
  const fLow = sumError(difference, low, f);
  const d = 2 + f;
  const dLow = 2 - d + f + fLow;
  const inverse = 1 / d;
  const s = f * inverse;
  const product = s * d;
  // Products of the tiniest f underflow in the error term; there the quotient is exact enough alone.
  const lost = f < 1e-200 && f > -1e-200 ? 0 : productError(s, d, product);
  reduced[0] = s;
  reduced[1] = (f - product - lost + fLow - s * dLow) * inverse;
  return k;
}

/** atanh(s)/s - 1 - z/3 divided by z^2, with z = s^2 <= 0.03. */
function atanhTail(z: number): number {
  const y = z * z;
  return (
    1 / 5 +
    y * (1 / 9 + y * (1 / 13 + y * (1 / 17 + y * (1 / 21)))) +
    z * (1 / 7 + y * (1 / 11 + y * (1 / 15 + y * (1 / 19 + y * (1 / 23)))))
  );
}

/** Natural logarithm of x + xLow (x positive and finite, |xLow| within half an ulp of x) times 2^extra;
 * within 0.55 ulp. */
export function logOfSum(x: number, xLow: number, extra: number): number {
  const k = reduceLog(x, xLow) + extra;
  const s = reduced[0];
  const z = s * s;
  const rest = 2 * s * z * (1 / 3 + z * atanhTail(z));
  const a = k * LN2_A;
  const b = 2 * s;
  const sum = a + b;
  const lost = k === 0 ? 0 : b - (sum - a);
  return sum + (lost + (rest + 2 * reduced[1] + k * LN2_B));
}

/** Natural logarithm of a positive finite x to about 64 bits, into `logResult`; with `wholeExponent` the power of
 * two is left out of the sum and given as logResult[2]. */
export function logParts(x: number, wholeExponent: boolean): void {
  const exponent = reduceLog(x, 0);
  const s = reduced[0];
  const sLow = reduced[1];
  const k = wholeExponent ? 0 : exponent;
  const z = s * s;
  const zLow = squareError(s, z) + 2 * s * sLow;
  const cube = s * z;
  const cubeLow = productError(s, z, cube) + s * zLow + sLow * z;
  const third = cube * TWO_THIRDS;
  const thirdLow = productError(cube, TWO_THIRDS, third) + cube * TWO_THIRDS_LOW + cubeLow * TWO_THIRDS;
  const tail = 2 * z * cube * atanhTail(z);

  const a = k * LN2_A;
  const b = 2 * s;
  const first = a + b;
  const firstLow = k === 0 ? 0 : b - (first - a);
  const second = first + third;
  const secondLow = sumError(first, third, second);
  const low = firstLow + secondLow + (thirdLow + 2 * sLow + tail + k * LN2_B);
  const result = second + low;
  logResult[0] = result;
  logResult[1] = low - (result - second);
  logResult[2] = exponent;
}

/** Natural logarithm, as Math.log, the same bits in every engine; within 0.55 ulp. */
export function log(x: number): number {
  if (x > 0 && x < Infinity) return logOfSum(x, 0, 0);
  return logOfOther(x);
}

/** log(1 + x) without cancellation, as Math.log1p; within 0.55 ulp. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) return logOfOther(x + 1);
  if (x < 1e-17 && x > -1e-17) return x;
  if (x > 1e30) return logOfSum(x, 0, 0);
  const sum = 1 + x;
  return logOfSum(sum, sumError(1, x, sum), 0);
}

/** Decimal logarithm, as Math.log10 (exact for powers of ten); within 0.55 ulp. */
export function log10(x: number): number {
  if (!(x > 0 && x < Infinity)) return logOfOther(x);
  if (x === 1) return 0;
  logParts(x, false);
  return productOfLog(INV_LN10, INV_LN10_LOW);
}

/** Binary logarithm, as Math.log2 (exact for powers of two); within 0.55 ulp. */
export function log2(x: number): number {
  if (!(x > 0 && x < Infinity)) return logOfOther(x);
  logParts(x, true);
  const k = logResult[2];
  if (logResult[0] === 0) return k;
  const high = logResult[0] * INV_LN2;
  const low = productError(logResult[0], INV_LN2, high) + logResult[0] * INV_LN2_LOW + logResult[1] * INV_LN2;
  const sum = k + high;
  return sum + (sumError(k, high, sum) + low);
}

function productOfLog(factor: number, factorLow: number): number {
  const high = logResult[0] * factor;
  return high + (productError(logResult[0], factor, high) + logResult[0] * factorLow + logResult[1] * factor);
}

function logOfOther(x: number): number {
  if (x === 0) return -Infinity;
  return x === Infinity ? Infinity : NaN;
}
