import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as math from '../../../src/core/math/index.ts';
import { nextUp, ulpOf } from '../../support/ulp.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const within = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const positive = fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true });

/** The engine's own functions are themselves off by up to 1.8 ulp (hypot), ours by 0.8. */
const LIMIT_ULP = 2.6;

type Unary = (x: number) => number;
const unary: [string, Unary, Unary, fc.Arbitrary<number>][] = [
  ['asinh', math.asinh, Math.asinh, finite],
  ['sinh', math.sinh, Math.sinh, within(711)],
  ['cosh', math.cosh, Math.cosh, within(711)],
  ['exp', math.exp, Math.exp, within(746)],
  ['expm1', math.expm1, Math.expm1, within(710)],
  ['log', math.log, Math.log, positive],
  ['log1p', math.log1p, Math.log1p, fc.double({ min: -1, noNaN: true, noDefaultInfinity: true })],
  ['log10', math.log10, Math.log10, positive],
  ['log2', math.log2, Math.log2, positive],
  ['sin', math.sin, Math.sin, finite],
  ['cos', math.cos, Math.cos, finite],
  ['tan', math.tan, Math.tan, finite],
  ['asin', math.asin, Math.asin, within(1)],
  ['acos', math.acos, Math.acos, within(1)],
  ['atan', math.atan, Math.atan, finite],
];

function isClose(found: number, expected: number): boolean {
  return Object.is(found, expected) || Math.abs(found - expected) <= LIMIT_ULP * ulpOf(expected);
}

describe("the project's elementary functions and the engine's", () => {
  it.each(unary)('%s agree', (_name, ours, theirs, input) => {
    fc.assert(
      fc.property(input, (x) => {
        expect(isClose(ours(x), theirs(x)), `${ours(x)} and ${theirs(x)}`).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['atan2', math.atan2, Math.atan2, finite, finite],
    [
      'hypot',
      (x: number, y: number) => math.hypot(x, y),
      (x: number, y: number) => Math.hypot(x, y),
      within(1e300),
      within(1e300),
    ],
    ['pow', math.pow, Math.pow, fc.double({ min: 0, max: 1e10, noNaN: true }), within(40)],
  ] as const)('%s agree on pairs', (_name, ours, theirs, first, second) => {
    fc.assert(
      fc.property(first, second, (a, b) => {
        expect(isClose(ours(a, b), theirs(a, b)), `${ours(a, b)} and ${theirs(a, b)}`).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('asinh', () => {
  it('never decreases from one double to the next', () => {
    fc.assert(
      fc.property(fc.oneof(finite, within(1e6), within(0.2)), (x) => {
        let previous = math.asinh(x);
        let at = x;
        for (let step = 0; step < 20; step++) {
          at = nextUp(at);
          const value = math.asinh(at);
          expect(value).toBeGreaterThanOrEqual(previous);
          previous = value;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is odd', () => {
    fc.assert(
      fc.property(finite, (x) => {
        expect(math.asinh(-x)).toBe(-math.asinh(x));
      }),
    );
  });
});
