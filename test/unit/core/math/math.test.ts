import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as math from '../../../../src/core/math/index.ts';
import { ulpOf } from '../../../support/ulp.ts';

type Elementary = (...values: number[]) => number;
const ours = math as unknown as Record<string, Elementary>;
const builtIn = Math as unknown as Record<string, Elementary>;

/** Rows of arguments, nearest double, and what that double lacks; made by makeOracle.py. */
const oracle = JSON.parse(readFileSync(new URL('oracle.json', import.meta.url), 'utf8')) as Record<
  string,
  number[][]
>;

describe('elementary functions against 60-digit values', () => {
  it('cover every export', () => {
    expect(Object.keys(oracle).sort()).toEqual(Object.keys(ours).sort());
  });

  it.each(Object.keys(oracle))('%s is within 0.8 ulp', (name) => {
    let worst = 0;
    let where: readonly number[] = [];
    for (const row of oracle[name]!) {
      const nearest = row.at(-2)!;
      const error = Math.abs(ours[name]!(...row.slice(0, -2)) - nearest - row.at(-1)!) / ulpOf(nearest);
      if (!(error <= worst)) {
        worst = error;
        where = row;
      }
    }
    expect(worst, `worst at ${where.join(', ')}`).toBeLessThan(0.8);
  });
});

describe('special values', () => {
  const specials = [
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2,
    -2,
    3,
    -3,
    Infinity,
    -Infinity,
    NaN,
    5e-324,
    -5e-324,
    1e308,
    -1e308,
    710.5,
    -746,
  ];
  const exactNames = Object.keys(oracle).filter((name) => oracle[name]![0]!.length === 3);

  it.each(exactNames)('%s treats zeros, infinities, NaN and extremes as Math does', (name) => {
    for (const x of specials) {
      const expected = builtIn[name]!(x);
      const found = ours[name]!(x);
      const same = Object.is(found, expected) || Math.abs(found - expected) <= 2 * ulpOf(expected);
      expect(
        same && Object.is(Math.sign(found), Math.sign(expected)),
        `${name}(${x}) = ${found}, Math says ${expected}`,
      ).toBe(true);
    }
  });

  it.each(['pow', 'atan2', 'hypot'])('%s treats pairs of them as Math does', (name) => {
    for (const x of specials) {
      for (const y of specials) {
        const expected = builtIn[name]!(x, y);
        const found = ours[name]!(x, y);
        const same = Object.is(found, expected) || Math.abs(found - expected) <= 2 * ulpOf(expected);
        expect(same, `${name}(${x}, ${y}) = ${found}, Math says ${expected}`).toBe(true);
      }
    }
  });

  it('hypot takes any number of values', () => {
    expect(math.hypot()).toBe(0);
    expect(math.hypot(-3)).toBe(3);
    expect(math.hypot(2, 3, 6)).toBe(7);
    expect(math.hypot(NaN, -Infinity)).toBe(Infinity);
  });

  it('logarithms of whole powers are whole', () => {
    for (let n = -300; n <= 300; n++) expect(math.log10(Number(`1e${n}`))).toBe(n);
    for (let n = -1074; n <= 1023; n++) expect(math.log2(2 ** n)).toBe(n);
  });

  it('angles are reduced exactly however large', () => {
    expect(math.sin(1e22)).toBe(-0.8522008497671888);
    expect(math.cos(6381956970095103 * 2 ** 797)).toBe(-4.687165924254628e-19);
    expect(math.sin(Number.MAX_VALUE)).toBe(0.004961954789184062);
  });
});
