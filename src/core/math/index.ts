export { acos, asin, atan, atan2 } from './arctangent.ts';
export { exp, expm1 } from './exp.ts';
export { asinh, cosh, sinh } from './hyperbolic.ts';
export { hypot } from './hypot.ts';
export { log, log10, log1p, log2 } from './log.ts';
export { pow } from './pow.ts';
export { cos, sin, tan } from './trigonometric.ts';
