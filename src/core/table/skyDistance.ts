import { atan2, cos, sin } from '../math/index.ts';

const RADIANS_PER_DEGREE = 0.017453292519943295;
const DEGREES_PER_RADIAN = 57.29577951308232;

/** Angle between two points of the sky, all in degrees.
 *
 * Method: 2 atan2(half chord to the point, half chord to its antipode), both as sums of squares, so that it is accurate for
 *         any angle: with p, s, q half of dec2 - dec1, dec2 + dec1, ra2 - ra1, they are sin²p cos²q + cos²s sin²q and
 *         cos²p cos²q + sin²s sin²q.
 * Non-finite: NaN if any is. */
export function skyDistance(ra1: number, dec1: number, ra2: number, dec2: number): number {
  const half = RADIANS_PER_DEGREE / 2;
  const p = ((dec2 - dec1) % 720) * half;
  const s = ((dec2 + dec1) % 720) * half;
  const q = ((ra2 - ra1) % 360) * half;
  const sinQ = sin(q);
  const cosQ = cos(q);
  const near = square(sin(p) * cosQ) + square(cos(s) * sinQ);
  const far = square(cos(p) * cosQ) + square(sin(s) * sinQ);
  return atan2(Math.sqrt(near), Math.sqrt(far)) * (2 * DEGREES_PER_RADIAN);
}

function square(x: number): number {
  return x * x;
}
