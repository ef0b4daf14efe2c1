import { describe, expect, it } from 'vitest';
import { createRandomState } from '../../../../src/core/synth/index.ts';
import numpy from './numpy.json' with { type: 'json' };

const times = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

describe("NumPy's legacy generator", () => {
  it.each(numpy.cases)('gives the same numbers in the same order: seed $seed', (want) => {
    const r = createRandomState(want.seed);
    expect(times(5, () => r.random())).toEqual(want.random);
    expect(times(7, () => r.standardNormal())).toEqual(want.normal);
    expect(times(3, () => r.uniform(-10, 10))).toEqual(want.uniform);
    expect(times(4, () => r.normal(2, 3))).toEqual(want.normal_after);
    expect(times(10, () => r.randint(-5, 100))).toEqual(want.randint);
    expect(times(2, () => r.randint(7, 8))).toEqual(want.randint_one);
    expect(times(4, () => r.randint(0, 2 ** 32))).toEqual(want.randint_wide);
    expect(times(4, () => r.randint(0, 3000000000))).toEqual(want.randint_31);
    const shuffled = Array.from({ length: 13 }, (_, i) => i);
    r.shuffle(shuffled);
    expect(shuffled).toEqual(want.shuffle);
    expect([...r.permutation(20)]).toEqual(want.permutation);
    expect(r.random()).toBe(want.last);
    const far = createRandomState(want.seed);
    expect(times(5000, () => far.random()).at(-1)).toBe(want.far[0]);
    expect(times(3001, () => far.standardNormal()).at(-1)).toBe(want.far[1]);
  });

  it.each([-1, 1.5, 2 ** 32, Number.NaN])('refuses the seed %s', (seed) => {
    expect(() => createRandomState(seed)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  it.each([
    [3, 3],
    [5, 2],
    [0, 2 ** 32 + 1],
    [0.5, 2],
  ])('refuses the range %s to %s', (low, high) => {
    expect(() => createRandomState(0).randint(low, high)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});
