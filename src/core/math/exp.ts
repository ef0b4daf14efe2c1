import { scaleByPowerOfTwo } from './bits.ts';

const INV_LN2 = 1.4426950408889634;
/** ln 2 in two parts; the first has 38 bits, so that its product with an exponent is exact. */
const LN2_A = 0.6931471805582987;
const LN2_B = 1.6465949582897082e-12;

/** Largest x with a finite e^x, and the x below which e^x rounds to 0. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/** What `expParts` found last: e^x = (parts[0] + parts[1]) * 2^parts[2]. */
export const expResult = new Float64Array(3);

/** (e^r - 1 - r) for |r| <= 0.35, by its Taylor series. */
function expTail(r: number): number {
  const z = r * r;
  return (
    z *
    (1 / 2 +
      z *
        (1 / 24 +
          z * (1 / 720 + z * (1 / 40320 + z * (1 / 3628800 + z * (1 / 479001600 + z * (1 / 87178291200)))))) +
      r *
        (1 / 6 +
          z * (1 / 120 + z * (1 / 5040 + z * (1 / 362880 + z * (1 / 39916800 + z * (1 / 6227020800)))))))
  );
}

/** e^(x + xLow) for |x| < 750 and a small xLow, to about 60 bits, into `expResult`. */
export function expParts(x: number, xLow: number): void {
  const n = Math.floor(x * INV_LN2 + 0.5);
  const high = x - n * LN2_A;
  const low = n * LN2_B - xLow;
  const r = high - low;
  const rLow = high - r - low;
  const sum = 1 + r;
  const tail = r - (sum - 1) + expTail(r) + rLow;
  const result = sum + tail;
  expResult[0] = result;
  expResult[1] = tail - (result - sum);
  expResult[2] = n;
}

/** e^x, as Math.exp, the same bits in every engine; within 0.7 ulp (1 ulp where the result is subnormal). */
export function exp(x: number): number {
  if (x > OVERFLOW) return Infinity;
  if (x < UNDERFLOW) return 0;
  if (x !== x) return x;
  const n = Math.floor(x * INV_LN2 + 0.5);
  const high = x - n * LN2_A;
  const low = n * LN2_B;
  const r = high - low;
  const rLow = high - r - low;
  const sum = 1 + r;
  return scaleByPowerOfTwo(sum + (r - (sum - 1) + (expTail(r) + rLow)), n);
}

/** e^x - 1 without cancellation, as Math.expm1; within 0.8 ulp. */
export function expm1(x: number): number {
  if (x > OVERFLOW) return Infinity;
  if (x < -40) return -1;
  if (x !== x) return x;
  if (x < 0.34 && x > -0.34) return Math.abs(x) < 1e-17 ? x : x + expTail(x);
  const n = Math.floor(x * INV_LN2 + 0.5);
  if (n > 60) return exp(x);
  const high = x - n * LN2_A;
  const low = n * LN2_B;
  const r = high - low;
  const rLow = high - r - low;
  // e^x - 1 = 2^n ((1 - 2^-n) + (e^r - 1)); the bracket with 2^-n is exact.
  const one = 1 - scaleByPowerOfTwo(1, -n);
  const sum = one + r;
  const virtual = sum - one;
  const lost = one - (sum - virtual) + (r - virtual);
  return scaleByPowerOfTwo(sum + (lost + (expTail(r) + rLow)), n);
}
