import { expect, it } from 'vitest';
import { PERCENTILE_PRESETS, presetOf } from '../../../../src/core/limits/index.ts';

it('presets have the share of the pixels between them, and are found again', () => {
  for (const { name, low, high } of PERCENTILE_PRESETS) {
    expect(presetOf(low, high)).toBe(name);
    if (Number(name)) {
      expect(high - low).toBeCloseTo(Number(name), 9);
      expect(low).toBeCloseTo(100 - high, 9);
    }
  }
  expect(presetOf(1, 98)).toBeNull();
  expect(presetOf(3.75, 96.25)).toBe('92.5');
});
