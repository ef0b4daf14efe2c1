import { asinh, exp, expm1, log, log1p, sinh } from '../math/index.ts';

/** The curves from 0 … 1 to 0 … 1 between the limits. */
export const STRETCH_NAMES = ['linear', 'log', 'sqrt', 'squared', 'gamma', 'asinh', 'sinh', 'power'] as const;
export type StretchName = (typeof STRETCH_NAMES)[number];

/** A curve with its parameter filled in; both ways without clipping. */
export interface Curve {
  readonly forward: (x: number) => number;
  readonly inverse: (y: number) => number;
}

/** The one parameter `a` that a curve may have. */
export interface CurveParameter {
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** What stands for the parameter, and for what is made of it, in a formula: a number or letters. */
interface Terms {
  readonly a: string;
  readonly aPlus1: string;
  readonly aLess1: string;
  readonly inverse: string;
}

interface Family {
  readonly title: string;
  readonly parameter: CurveParameter | null;
  readonly formula: (terms: Terms) => string;
  /** How SAOImage DS9 has it, where that is different. */
  readonly ds9?: string;
  readonly curve: (a: number) => Curve;
}

const identity = (x: number): number => x;
const LINEAR: Curve = { forward: identity, inverse: identity };

const FAMILIES: Readonly<Record<StretchName, Family>> = {
  linear: { title: 'Linear', parameter: null, formula: () => 'y = x', curve: () => LINEAR },
  log: {
    title: 'Logarithm',
    parameter: { default: 1000, min: 0.01, max: 1e8 },
    formula: ({ a, aPlus1 }) => `y = ln(${a} x + 1) ∕ ln(${aPlus1})`,
    ds9: 'log₁₀(1000 x + 1) ∕ log₁₀(1000)',
    curve: (a) => {
      const scale = log1p(a);
      return { forward: (x) => log1p(a * x) / scale, inverse: (y) => expm1(y * scale) / a };
    },
  },
  sqrt: {
    title: 'Square root',
    parameter: null,
    formula: () => 'y = √x',
    curve: () => ({ forward: Math.sqrt, inverse: (y) => y * y }),
  },
  squared: {
    title: 'Squared',
    parameter: null,
    formula: () => 'y = x²',
    curve: () => ({ forward: (x) => x * x, inverse: Math.sqrt }),
  },
  gamma: {
    title: 'Power of x',
    parameter: { default: 0.4, min: 0.05, max: 20 },
    formula: ({ a }) => `y = x^${a}`,
    // Between 0 and 1 this is as good as pow, and three times as fast.
    curve: (a) => ({ forward: (x) => exp(a * log(x)), inverse: (y) => exp(log(y) / a) }),
  },
  asinh: {
    title: 'Arcsinh (display)',
    parameter: { default: 0.1, min: 1e-5, max: 1 },
    formula: ({ a, inverse }) => `y = asinh(x ∕ ${a}) ∕ asinh(${inverse})`,
    ds9: 'asinh(10 x) ∕ 3',
    curve: (a) => {
      const scale = asinh(1 / a);
      return { forward: (x) => asinh(x / a) / scale, inverse: (y) => a * sinh(y * scale) };
    },
  },
  sinh: {
    title: 'Sinh',
    parameter: { default: 1 / 3, min: 0.01, max: 1 },
    formula: ({ a, inverse }) => `y = sinh(x ∕ ${a}) ∕ sinh(${inverse})`,
    ds9: 'sinh(3 x) ∕ 10',
    curve: (a) => {
      const scale = sinh(1 / a);
      return { forward: (x) => sinh(x / a) / scale, inverse: (y) => a * asinh(y * scale) };
    },
  },
  power: {
    title: 'Power of a',
    parameter: { default: 1000, min: 1e-3, max: 1e8 },
    // At a = 1 the curve is its limit, the straight line.
    formula: ({ a, aLess1 }) => (a === '1' ? 'y = x' : `y = (${a}ˣ − 1) ∕ ${aLess1}`),
    ds9: '(1000ˣ − 1) ∕ 1000',
    curve: (a) => {
      const exponent = log(a);
      if (Math.abs(exponent) < 1e-9) return LINEAR;
      // a - 1, as our own functions give it, so that the curve ends at 1 exactly.
      const scale = expm1(exponent);
      return {
        forward: (x) => expm1(x * exponent) / scale,
        inverse: (y) => log1p(y * scale) / exponent,
      };
    },
  },
};

/** The last curve made of each family: pixels come one by one, and nearly always with the same parameter. */
const made = new Map<StretchName, { readonly a: number; readonly curve: Curve }>();

/** A curve with its parameter; null, 0 or nothing for its usual one. */
function curveOf(name: StretchName, a?: number | null): Curve {
  const parameter = curveParameter(name, a);
  const last = made.get(name);
  if (last?.a === parameter) return last.curve;
  const curve = FAMILIES[name].curve(parameter);
  made.set(name, { a: parameter, curve });
  return curve;
}

/** The parameter that a curve is drawn with: that given, within its bounds, or the usual one; 0 where it has none. */
function curveParameter(name: StretchName, a?: number | null): number {
  const { parameter } = FAMILIES[name];
  if (!parameter) return 0;
  return a ? Math.min(Math.max(a, parameter.min), parameter.max) : parameter.default;
}

/** The parameter of a curve: its usual value and its bounds; null where there is none. */
export function stretchParameter(name: StretchName): CurveParameter | null {
  return FAMILIES[name].parameter;
}

/** A curve's value at x, clipped to 0 … 1 before and after; NaN stays NaN. `a` is its parameter, else the usual one.
 *
 * Source: astropy.visualization (LogStretch a = 1000, PowerStretch, AsinhStretch a = 0.1, SinhStretch a = 1/3,
 * PowerDistStretch a = 1000).
 * Checked against: astropy 5.2, 1e-12, test/reference/core/visualization.test.ts; 1e-14, test/unit/core/stretch. */
export function stretchForward(name: StretchName, x: number, a?: number | null): number {
  return clip(curveOf(name, a).forward(clip(x)));
}

/** The x that a curve takes to y, clipped to 0 … 1; NaN stays NaN. */
export function stretchInverse(name: StretchName, y: number, a?: number | null): number {
  return clip(curveOf(name, a).inverse(clip(y)));
}

/** A curve as a menu names it. */
export function curveTitle(name: StretchName): string {
  return FAMILIES[name].title;
}

/** A curve as a formula y of x, with the parameter's value in it. */
export function curveFormula(name: StretchName, a?: number | null): string {
  return FAMILIES[name].formula(termsOf(curveParameter(name, a)));
}

/** A curve as a formula y of x and its parameter a. */
export function formulaInLetters(name: StretchName): string {
  return FAMILIES[name].formula({ a: 'a', aPlus1: 'a + 1', aLess1: '(a − 1)', inverse: '1 ∕ a' });
}

/** The formula of SAOImage DS9 for a curve, where it is another. */
export function ds9Formula(name: StretchName): string | null {
  return FAMILIES[name].ds9 ?? null;
}

function termsOf(a: number): Terms {
  return { a: digits(a), aPlus1: digits(a + 1), aLess1: divisor(a - 1), inverse: digits(1 / a) };
}

function divisor(value: number): string {
  return value < 0 ? `(−${digits(-value)})` : digits(value);
}

function digits(value: number): string {
  return String(Number(value.toPrecision(5)));
}

function clip(x: number): number {
  return x < 0 ? 0 : x > 1 ? 1 : x;
}
