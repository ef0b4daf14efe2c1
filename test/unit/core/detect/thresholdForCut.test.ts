import { describe, expect, it } from 'vitest';
import { rawThresholdForCut } from '../../../../src/core/detect/index.ts';
import { nextUp } from '../../../../src/core/kernels/index.ts';
import { asinh } from '../../../../src/core/math/index.ts';

describe('rawThresholdForCut', () => {
  it.each([
    [0.5, 60_000],
    [0.5, 0.013],
    [0, 12],
    [-0.25, 1000],
    [1, 500],
  ])('cut %f of a maximum of %f', (cut, maximum) => {
    for (const type of ['float32', 'float64'] as const) {
      const threshold = rawThresholdForCut(cut, maximum, type);
      const below = -nextUp(type, -threshold);
      expect(asinh(threshold) / asinh(maximum)).toBeGreaterThan(cut);
      expect(asinh(below) / asinh(maximum)).toBeLessThanOrEqual(cut);
    }
  });

  it('says so when nothing passes', () => expect(rawThresholdForCut(1000, 5, 'float32')).toBe(Infinity));

  it.each([0, -3, NaN, Infinity, -Infinity])('refuses a maximum of %f', (maximum) => {
    expect(() => rawThresholdForCut(0.5, maximum, 'float32')).toThrow(
      expect.objectContaining({ code: 'refused' }),
    );
  });

  it('refuses a cut that is no number', () => {
    expect(() => rawThresholdForCut(NaN, 1, 'float32')).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});
