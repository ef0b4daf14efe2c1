import { describe, expect, it } from 'vitest';
import { colourTicks, digitsFor } from '../../../../src/renderer/features/display/colourTicks.ts';
import { formatNumber } from '../../../../src/renderer/ui/format.ts';

const mapping = { stretch: 'linear', offset: 0, maximum: 1 } as const;
const texts = (low: number, high: number): string[] =>
  colourTicks({ ...mapping, low, high }, 5).map(({ text }) => text);

describe('values of a colour bar', () => {
  it('are round and few', () => {
    expect(texts(2, 994)).toEqual(['200', '400', '600', '800']);
  });

  it('are told apart in a narrow range of large values', () => {
    expect(texts(999_999_992, 1_000_000_008)).toEqual(['999999995', '1000000000', '1000000005']);
    const whole = texts(2 ** 53, 2 ** 53 + 1000);
    expect(new Set(whole).size).toBe(whole.length);
    expect(whole.join()).not.toContain('e');
  });
});

describe('digits of a limit', () => {
  it('are as many as its distance from the other asks for', () => {
    expect(formatNumber(1e9 - 8.275, digitsFor(1e9, 0.16))).toBe('999999991.725');
    expect(digitsFor(994, 10)).toBeLessThanOrEqual(6);
    expect(formatNumber(-3.25e-17, 3)).toBe('−3.25e−17');
    expect(formatNumber(2.5e12)).toBe('2.5000e+12');
  });
});
