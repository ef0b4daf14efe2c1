import { scaleByPowerOfTwo } from './bits.ts';
import { squareError, sumError } from './doubleDouble.ts';
import { expParts, expResult } from './exp.ts';
import { logOfSum } from './log.ts';

/** Inverse hyperbolic sine, as Math.asinh, the same bits in every engine; within 0.6 ulp.
 *
 * Method: below 1/8 the Taylor series; above, log(x + sqrt(x^2 + 1)) with the argument in double-double, so that it
 * is monotone in practice (neighbouring doubles never come out in the wrong order). */
export function asinh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.125) {
    if (size < 1e-9) return x;
    const z = x * x;
    return x + x * z * asinhTail(z);
  }
  if (!(size < Infinity)) return x;
  let result: number;
  if (size > 268435456) {
    result = logOfSum(size, 0, 1);
  } else {
    const square = size * size;
    const sum = square + 1;
    const sumLow = sumError(square, 1, sum) + squareError(size, square);
    const root = Math.sqrt(sum);
    const rootSquare = root * root;
    const rootLow = (sum - rootSquare - squareError(root, rootSquare) + sumLow) / (2 * root);
    const high = root + size;
    const low = sumError(root, size, high) + rootLow;
    const argument = high + low;
    result = logOfSum(argument, low - (argument - high), 0);
  }
  return x < 0 ? -result : result;
}

/** (asinh(x) / x - 1) / x^2 with z = x^2 <= 1/64. */
function asinhTail(z: number): number {
  const y = z * z;
  return (
    -1 / 6 +
    y * (-5 / 112 + y * (-63 / 2816 + y * (-143 / 10240 + y * (-12155 / 1245184)))) +
    z * (3 / 40 + y * (35 / 1152 + y * (231 / 13312 + y * (6435 / 557056))))
  );
}

/** Hyperbolic sine, as Math.sinh; within 0.8 ulp.
 *
 * Method: below 1 the Taylor series; above, (e^x - e^-x) / 2 with e^x in double-double. */
export function sinh(x: number): number {
  const size = Math.abs(x);
  if (size < 1) {
    if (size < 1e-9) return x;
    const z = x * x;
    return x + x * z * sinhTail(z);
  }
  if (!(size < Infinity)) return x;
  const result = halfSum(size, -1);
  return x < 0 ? -result : result;
}

/** Hyperbolic cosine, as Math.cosh; within 0.7 ulp. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < Infinity)) return size;
  return halfSum(size, 1);
}

/** (e^x + sign e^-x) / 2 for x >= 0. */
function halfSum(x: number, sign: number): number {
  if (x > 711) return Infinity;
  expParts(x, 0);
  const high = expResult[0];
  const n = expResult[2];
  if (n > 30) return scaleByPowerOfTwo(high + expResult[1], n - 1);
  // e^-x in the same scale, 2^n: below a quarter of e^x, so its own rounding hardly counts.
  const inverse = (sign * scaleByPowerOfTwo(1, -2 * n)) / high;
  const sum = high + inverse;
  return scaleByPowerOfTwo(sum + (inverse - (sum - high) + expResult[1]), n - 1);
}

/** (sinh(x) / x - 1) / x^2 with z = x^2 <= 1. */
function sinhTail(z: number): number {
  const y = z * z;
  return (
    1 / 6 +
    y * (1 / 5040 + y * (1 / 39916800 + y * (1 / 1307674368000 + y * (1 / 121645100408832000)))) +
    z * (1 / 120 + y * (1 / 362880 + y * (1 / 6227020800 + y * (1 / 355687428096000))))
  );
}
