import { sumError } from './doubleDouble.ts';

const TWO_OVER_PI = 0.6366197723675814;
/** pi / 2 in four parts, three of 33 bits (their products with a small integer are exact). */
const PIO2_A = 1.5707963267341256;
const PIO2_B = 6.077100506303966e-11;
const PIO2_C = 2.0222662487111665e-21;
const PIO2_D = 8.4784276603689e-32;

/** Up to here the four parts of pi / 2 are enough. */
const MEDIUM = 1048576;
const FRACTION_BITS = 1200n;

/** The remainder found last by `quadrant`, in two parts. */
export const remainder = new Float64Array(2);

/** x = n pi/2 + r with |r| <= pi/4 (a hair more): returns n modulo 4 and puts r into `remainder`.
 *
 * Method: for |x| < 2^20 subtraction in parts (W. J. Cody and W. Waite, 1980, Software Manual for the Elementary
 * Functions); above, the exact integer product with 1200 bits of 2/pi (M. Payne and R. Hanek, 1983). */
export function quadrant(x: number): number {
  const size = Math.abs(x);
  if (size < 0.785) {
    remainder[0] = x;
    remainder[1] = 0;
    return 0;
  }
  if (size >= MEDIUM) return hugeQuadrant(x);
  const n = Math.floor(x * TWO_OVER_PI + 0.5);
  const a = x - n * PIO2_A;
  const productB = n * PIO2_B;
  const b = a - productB;
  const lostB = sumError(a, -productB, b);
  const productC = n * PIO2_C;
  const c = b - productC;
  const lostC = sumError(b, -productC, c);
  const low = lostB + lostC - n * PIO2_D;
  const r = c + low;
  remainder[0] = r;
  remainder[1] = sumError(c, low, r);
  return n & 3;
}

interface PiConstants {
  readonly halfPi: bigint;
  readonly twoOverPi: bigint;
}
let constants: PiConstants | undefined;

/** pi / 2 and 2 / pi as integers times 2^-1200, by Machin's formula. */
function piConstants(): PiConstants {
  if (constants) return constants;
  const guard = 20n;
  const one = 1n << (FRACTION_BITS + guard);
  const pi = 16n * arctanOfInverse(5n, one) - 4n * arctanOfInverse(239n, one);
  constants = {
    halfPi: pi >> (guard + 1n),
    twoOverPi: ((2n * one) << FRACTION_BITS) / pi,
  };
  return constants;
}

function arctanOfInverse(n: bigint, one: bigint): bigint {
  let term = one / n;
  let sum = term;
  for (let k = 3n, sign = -1n; term > 0n; k += 2n, sign = -sign) {
    term /= n * n;
    sum += (sign * term) / k;
  }
  return sum;
}

function hugeQuadrant(x: number): number {
  const { halfPi, twoOverPi } = piConstants();
  const size = Math.abs(x);
  // Below 2^53 the scaling by 2^33 makes an integer of every double above 2^20.
  const scaled = size < 9007199254740992;
  const mantissa = BigInt(scaled ? size * 8589934592 : size);
  const bits = scaled ? FRACTION_BITS + 33n : FRACTION_BITS;
  const quarters = mantissa * twoOverPi;
  const n = (quarters + (1n << (bits - 1n))) >> bits;
  const fraction = quarters - (n << bits);
  // r in units of 2^-180: the closest any double comes to a multiple of pi/2 is about 2^-62.
  const r = (fraction * halfPi) >> (bits + FRACTION_BITS - 180n);
  const unit = 6.525304467998525e-55; // 2^-180
  const high = Number(r);
  const low = Number(r - BigInt(high));
  const sign = x < 0 ? -1 : 1;
  remainder[0] = sign * high * unit;
  remainder[1] = sign * low * unit;
  const quarter = Number(n & 3n);
  return x < 0 ? (4 - quarter) & 3 : quarter;
}
