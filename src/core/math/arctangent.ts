import { powerOfTwo } from './bits.ts';
import { productError, squareError, sumError } from './doubleDouble.ts';

const PI = 3.141592653589793;
const PI_LOW = 1.2246467991473532e-16;
const HALF_PI = 1.5707963267948966;
const HALF_PI_LOW = 6.123233995736766e-17;

/** atan(k / 8) for k = 0 … 8, each in two parts. */
const ARCTAN_OF_EIGHTHS = new Float64Array([
  0.0, 0.0, 0.12435499454676144, -3.1253241424539383e-18, 0.24497866312686414, 1.0698755618734451e-17,
  0.35877067027057225, -2.4623815582638635e-17, 0.4636476090008061, 2.2698777452961687e-17,
  0.5585993153435624, -5.4556305485916264e-18, 0.6435011087932844, 1.5834785051444286e-17, 0.7188299996216245,
  -2.1478388444456983e-17, 0.7853981633974483, 3.061616997868383e-17,
]);

/** What `arctanOfRatio` found last: the low part of its result. */
let ratioLow = 0;

/** atan((y + yLow) / (x + xLow)) for 0 <= y <= x, both of ordinary size, to about 60 bits.
 *
 * Method: with c = k/8 nearest to y/x, atan(y/x) = atan(c) + atan(t), t = (y - c x) / (x + c y), |t| <= 1/16. */
function arctanOfRatio(y: number, yLow: number, x: number, xLow: number): number {
  const k = Math.floor((8 * y) / x + 0.5);
  const c = k / 8;
  const cx = c * x;
  const cy = c * y;
  const top = y - cx;
  const topLow = sumError(y, -cx, top) - productError(c, x, cx) + yLow - c * xLow;
  const bottom = x + cy;
  const bottomLow = sumError(x, cy, bottom) + productError(c, y, cy) + xLow + c * yLow;
  const inverse = 1 / bottom;
  const t = top * inverse;
  const product = t * bottom;
  const lost = Math.abs(product) < 1e-280 ? 0 : productError(t, bottom, product);
  const tLow = (top - product - lost + topLow - t * bottomLow) * inverse;

  const z = t * t;
  const w = z * z;
  const tail =
    t *
    z *
    (-1 / 3 + w * (-1 / 7 + w * (-1 / 11 + w * (-1 / 15))) + z * (1 / 5 + w * (1 / 9 + w * (1 / 13))));
  const base = ARCTAN_OF_EIGHTHS[2 * k];
  const sum = base + t;
  const low = sumError(base, t, sum) + (ARCTAN_OF_EIGHTHS[2 * k + 1] + (tLow + tail));
  const result = sum + low;
  ratioLow = low - (result - sum);
  return result;
}

/** Angle of the point (x, y) whose coordinates are not negative, 0 … pi/2, its low part into `ratioLow`. */
function firstQuadrant(y: number, yLow: number, x: number, xLow: number): number {
  if (y <= x) return arctanOfRatio(y, yLow, x, xLow);
  const complement = arctanOfRatio(x, xLow, y, yLow);
  const result = HALF_PI - complement;
  ratioLow = sumError(HALF_PI, -complement, result) + (HALF_PI_LOW - ratioLow);
  return result;
}

/** Angle of the point (x, y) in radians, -pi … pi, as Math.atan2 with all its special cases; within 0.6 ulp. */
export function atan2(y: number, x: number): number {
  if (x !== x || y !== y) return NaN;
  const sizeX = Math.abs(x);
  const sizeY = Math.abs(y);
  const left = x < 0 || Object.is(x, -0);
  const below = y < 0 || Object.is(y, -0);
  let angle: number;
  if (sizeY === 0) angle = left ? PI : 0;
  else if (sizeX === 0) angle = HALF_PI;
  else if (sizeX === Infinity)
    angle = sizeY === Infinity ? (left ? 3 : 1) * 0.7853981633974483 : left ? PI : 0;
  else if (sizeY === Infinity) angle = HALF_PI;
  else angle = angleOf(sizeY, sizeX, left);
  return below ? -angle : angle;
}

/** Angle of a point given by the sizes of its coordinates, both positive and finite. */
function angleOf(y: number, x: number, left: boolean): number {
  const largest = Math.max(y, x);
  const scale = largest > 1e140 ? powerOfTwo(-600) : largest < 1e-140 ? powerOfTwo(600) : 1;
  const smallest = Math.min(y, x);
  // Beyond this the smaller coordinate is lost beside the larger one.
  if (smallest / largest < 1e-40) {
    if (y > x) return HALF_PI;
    return left ? PI : y / x;
  }
  const angle = firstQuadrant(y * scale, 0, x * scale, 0);
  if (!left) return angle + ratioLow;
  const result = PI - angle;
  return result + (sumError(PI, -angle, result) + (PI_LOW - ratioLow));
}

/** Inverse tangent in radians, as Math.atan; within 0.6 ulp. */
export function atan(x: number): number {
  if (Math.abs(x) < 1e-9) return x;
  return atan2(x, 1);
}

/** Low part of the square root that `cosineOfArcsine` found last. */
let rootLow = 0;

/** sqrt(1 - x^2) for |x| < 1, with its low part. */
function cosineOfArcsine(x: number): number {
  const square = x * x;
  const rest = 1 - square;
  const restLow = sumError(1, -square, rest) - (square < 1e-200 ? 0 : squareError(x, square));
  const root = Math.sqrt(rest);
  const rootSquare = root * root;
  rootLow = (rest - rootSquare - squareError(root, rootSquare) + restLow) / (2 * root);
  return root;
}

/** Inverse sine in radians, as Math.asin (NaN outside -1 … 1); within 0.6 ulp. */
export function asin(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return NaN;
  if (size < 1e-9) return x;
  if (size === 1) return x < 0 ? -HALF_PI : HALF_PI;
  const root = cosineOfArcsine(size);
  const angle = firstQuadrant(size, 0, root, rootLow) + ratioLow;
  return x < 0 ? -angle : angle;
}

/** Inverse cosine in radians, as Math.acos (NaN outside -1 … 1); within 0.6 ulp. */
export function acos(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return NaN;
  if (size === 1) return x < 0 ? PI : 0;
  if (size < 1e-20) return HALF_PI;
  const root = cosineOfArcsine(size);
  const angle = firstQuadrant(root, rootLow, size, 0);
  if (x > 0) return angle + ratioLow;
  const result = PI - angle;
  return result + (sumError(PI, -angle, result) + (PI_LOW - ratioLow));
}
