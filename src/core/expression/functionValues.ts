import { acos, asin, atan, cos, exp, log, log10, sin, tan } from '../math/index.ts';
import { DEGREES_PER_RADIAN, RADIANS_PER_DEGREE, type UnaryFunction } from './functions.ts';

/** The functions of one number; NaN and infinities they give are missing values. */
export const UNARY_VALUES: Record<UnaryFunction, (x: number) => number> = {
  abs: Math.abs,
  sqrt: Math.sqrt,
  exp,
  ln: log,
  log10,
  sin,
  cos,
  tan,
  asin,
  acos,
  atan,
  sind: (x) => sin(x * RADIANS_PER_DEGREE),
  cosd: (x) => cos(x * RADIANS_PER_DEGREE),
  tand: (x) => tan(x * RADIANS_PER_DEGREE),
  asind: (x) => asin(x) * DEGREES_PER_RADIAN,
  acosd: (x) => acos(x) * DEGREES_PER_RADIAN,
  atand: (x) => atan(x) * DEGREES_PER_RADIAN,
  degrees: (x) => x * DEGREES_PER_RADIAN,
  radians: (x) => x * RADIANS_PER_DEGREE,
  round: roundAway,
  floor: Math.floor,
  ceil: Math.ceil,
};

/** Halves go away from zero. */
function roundAway(x: number): number {
  const whole = Math.trunc(x);
  return Math.abs(x - whole) >= 0.5 ? whole + Math.sign(x) : whole;
}
