import { asin, atan2, cos, hypot, sin } from '../math/index.ts';
import type { Matrix3, SkyPoint, Vector3 } from './wcs.ts';

export const DEGREES_PER_RADIAN = 57.29577951308232;

/** Sine of an angle in degrees, exact at multiples of 90. */
export function sinDeg(angle: number): number {
  if (angle % 90 === 0) return [0, 1, 0, -1][(((angle / 90) % 4) + 4) % 4]!;
  return sin(angle / DEGREES_PER_RADIAN);
}

/** Cosine of an angle in degrees, exact at multiples of 90. */
export function cosDeg(angle: number): number {
  if (angle % 90 === 0) return [1, 0, -1, 0][(((angle / 90) % 4) + 4) % 4]!;
  return cos(angle / DEGREES_PER_RADIAN);
}

export function atan2Deg(y: number, x: number): number {
  return atan2(y, x) * DEGREES_PER_RADIAN;
}

/** Inverse sine in degrees; values outside -1 … 1 by rounding count as ±1. */
export function asinDeg(value: number): number {
  return asin(Math.min(Math.max(value, -1), 1)) * DEGREES_PER_RADIAN;
}

/** An angle brought into 0 … 360 (360 excluded). */
export function wrapDegrees(angle: number): number {
  const wrapped = angle - 360 * Math.floor(angle / 360);
  return wrapped >= 360 ? 0 : wrapped;
}

/** An angle brought into -180 … 180. */
export function wrapSigned(angle: number): number {
  return angle - 360 * Math.floor((angle + 180) / 360);
}

export function vectorOf(point: SkyPoint): Vector3 {
  const cosLat = cosDeg(point.lat);
  return [cosLat * cosDeg(point.lon), cosLat * sinDeg(point.lon), sinDeg(point.lat)];
}

export function pointOf([x, y, z]: Vector3): SkyPoint {
  return { lon: wrapDegrees(atan2Deg(y, x)), lat: atan2Deg(z, hypot(x, y)) };
}

/** Matrix times vector. */
export function rotate(m: Matrix3, [x, y, z]: Vector3): Vector3 {
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

/** First b, then a. */
export function multiply(a: Matrix3, b: Matrix3): Matrix3 {
  const at = (row: number, column: number): number =>
    a[3 * row]! * b[column]! + a[3 * row + 1]! * b[3 + column]! + a[3 * row + 2]! * b[6 + column]!;
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)];
}

/** The inverse of a rotation. */
export function transpose(m: Matrix3): Matrix3 {
  return [m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]];
}

/** Rotation of the axes about x, y or z by an angle in degrees (vectors turn the other way). */
export function rotationAbout(axis: 'x' | 'y' | 'z', angle: number): Matrix3 {
  const c = cosDeg(angle);
  const s = sinDeg(angle);
  if (axis === 'x') return [1, 0, 0, 0, c, s, 0, -s, c];
  if (axis === 'y') return [c, 0, -s, 0, 1, 0, s, 0, c];
  return [c, s, 0, -s, c, 0, 0, 0, 1];
}
