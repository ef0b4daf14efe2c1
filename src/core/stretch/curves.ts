import { asinh, expm1, log, log1p, sinh } from '../math/index.ts';

/** The curves from 0 … 1 to 0 … 1 between the limits. */
export const STRETCH_NAMES = ['linear', 'log', 'sqrt', 'squared', 'asinh', 'sinh', 'power'] as const;
export type StretchName = (typeof STRETCH_NAMES)[number];

/** What a picture can be shown with: a curve, or the book's arcsinh of the raw values with no curve after it. */
export const DISPLAY_STRETCH_NAMES = ['book', ...STRETCH_NAMES] as const;
export type DisplayStretch = (typeof DISPLAY_STRETCH_NAMES)[number];

const LOG_A = 1000;
const POWER_A = 1000;
const ASINH_A = 0.1;
const SINH_INVERSE_A = 3;

const LOG_SCALE = log1p(LOG_A);
const POWER_LOG = log(POWER_A);
/** a - 1, as our own functions give it, so that the curve ends at 1 exactly. */
const POWER_SCALE = expm1(POWER_LOG);
const ASINH_SCALE = asinh(1 / ASINH_A);
const SINH_SCALE = sinh(SINH_INVERSE_A);

interface Curve {
  readonly title: string;
  readonly formula: string;
  readonly forward: (x: number) => number;
  readonly inverse: (y: number) => number;
}

const identity = (x: number): number => x;

const CURVES: Readonly<Record<StretchName, Curve>> = {
  linear: { title: 'Linear', formula: 'x', forward: identity, inverse: identity },
  log: {
    title: 'Logarithm',
    formula: 'ln(1000 x + 1) / ln(1001)',
    forward: (x) => log1p(LOG_A * x) / LOG_SCALE,
    inverse: (y) => expm1(y * LOG_SCALE) / LOG_A,
  },
  sqrt: { title: 'Square root', formula: '√x', forward: Math.sqrt, inverse: (y) => y * y },
  squared: { title: 'Squared', formula: 'x²', forward: (x) => x * x, inverse: Math.sqrt },
  asinh: {
    title: 'Arcsinh (display)',
    formula: 'asinh(x / 0.1) / asinh(10)',
    forward: (x) => asinh(x / ASINH_A) / ASINH_SCALE,
    inverse: (y) => ASINH_A * sinh(y * ASINH_SCALE),
  },
  sinh: {
    title: 'Sinh',
    formula: 'sinh(3 x) / sinh(3)',
    forward: (x) => sinh(SINH_INVERSE_A * x) / SINH_SCALE,
    inverse: (y) => asinh(y * SINH_SCALE) / SINH_INVERSE_A,
  },
  power: {
    title: 'Power',
    formula: '(1000ˣ − 1) / 999',
    forward: (x) => expm1(x * POWER_LOG) / POWER_SCALE,
    inverse: (y) => log1p(y * POWER_SCALE) / POWER_LOG,
  },
};

/** A curve's value at x, clipped to 0 … 1 before and after; NaN stays NaN.
 *
 * Source: astropy.visualization (LogStretch a = 1000, AsinhStretch a = 0.1, SinhStretch a = 1/3,
 * PowerDistStretch a = 1000).
 * Checked against: astropy 5.2, 1e-14, test/unit/core/stretch/curves.test.ts. */
export function stretchForward(name: StretchName, x: number): number {
  return clip(CURVES[name].forward(clip(x)));
}

/** The x that a curve takes to y, clipped to 0 … 1; NaN stays NaN. */
export function stretchInverse(name: StretchName, y: number): number {
  return clip(CURVES[name].inverse(clip(y)));
}

/** A stretch as a menu names it. */
export function stretchTitle(name: DisplayStretch): string {
  return name === 'book' ? 'Arcsinh of raw values (book)' : CURVES[name].title;
}

/** A stretch as a formula: x is the value between the limits on 0 … 1, v the raw value. */
export function stretchFormula(name: DisplayStretch): string {
  return name === 'book' ? 'asinh(v) / asinh(maximum), linear between the limits' : CURVES[name].formula;
}

function clip(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x;
}
