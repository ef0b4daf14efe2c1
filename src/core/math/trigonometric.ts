import { productError, squareError } from './doubleDouble.ts';
import { quadrant, remainder } from './quadrant.ts';

/** (sin(r) / r - 1) / r^2 with z = r^2 <= 0.62. */
function sineTail(z: number): number {
  const y = z * z;
  return (
    -1 / 6 +
    y * (-1 / 5040 + y * (-1 / 39916800 + y * (-1 / 1307674368000))) +
    z * (1 / 120 + y * (1 / 362880 + y * (1 / 6227020800 + y * (1 / 355687428096000))))
  );
}

/** (cos(r) - 1 + r^2 / 2) / r^4 with z = r^2 <= 0.62. */
function cosineTail(z: number): number {
  const y = z * z;
  return (
    1 / 24 +
    y * (1 / 40320 + y * (1 / 479001600 + y * (1 / 20922789888000))) +
    z * (-1 / 720 + y * (-1 / 3628800 + y * (-1 / 87178291200 + y * (-1 / 6402373705728000))))
  );
}

/** What the two kernels below found last: the low part of their result. */
let sineLow = 0;
let cosineLow = 0;

function sineOfRemainder(): number {
  const r = remainder[0];
  const z = r * r;
  const tail = r * z * sineTail(z) + remainder[1] * (1 - 0.5 * z);
  const result = r + tail;
  sineLow = tail - (result - r);
  return result;
}

function cosineOfRemainder(): number {
  const r = remainder[0];
  const z = r * r;
  const half = 0.5 * z;
  const sum = 1 - half;
  const halfLow = half < 1e-200 ? 0 : 0.5 * squareError(r, z);
  const tail = 1 - sum - half - halfLow + (z * z * cosineTail(z) - r * remainder[1]);
  const result = sum + tail;
  cosineLow = tail - (result - sum);
  return result;
}

/** Sine of an angle in radians, as Math.sin, the same bits in every engine; within 0.6 ulp for every double. */
export function sin(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  if (Math.abs(x) < 1e-9) return x;
  const n = quadrant(x);
  const value = (n & 1) === 0 ? sineOfRemainder() : cosineOfRemainder();
  return (n & 2) === 0 ? value : -value;
}

/** Cosine of an angle in radians, as Math.cos; within 0.6 ulp for every double. */
export function cos(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  const n = quadrant(x);
  const value = (n & 1) === 0 ? cosineOfRemainder() : sineOfRemainder();
  return n === 1 || n === 2 ? -value : value;
}

/** Tangent of an angle in radians, as Math.tan; within 0.8 ulp for every double.
 *
 * Method: the quotient of sine and cosine, each with its low part. */
export function tan(x: number): number {
  if (!(Math.abs(x) < Infinity)) return NaN;
  if (Math.abs(x) < 1e-9) return x;
  const n = quadrant(x);
  const sine = sineOfRemainder();
  const cosine = cosineOfRemainder();
  if ((n & 1) === 0) return quotient(sine, sineLow, cosine, cosineLow);
  return -quotient(cosine, cosineLow, sine, sineLow);
}

function quotient(a: number, aLow: number, b: number, bLow: number): number {
  const q = a / b;
  const product = q * b;
  return q + (a - product - productError(q, b, product) + aLow - q * bLow) / b;
}
