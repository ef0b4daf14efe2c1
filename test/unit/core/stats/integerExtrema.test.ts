import { describe, expect, it } from 'vitest';
import type { PixelEncoding } from '../../../../src/core/fits/index.ts';
import { hasExactIntegers, integerExtrema, mergeIntegerExtrema } from '../../../../src/core/stats/index.ts';
import { pixelData } from '../../../support/buildFits.ts';

const encoding: PixelEncoding = { bitpix: 64, bscale: 1, bzero: 0, bzeroExact: 0n, blank: null };
const TWO_63 = 2n ** 63n;

describe('integerExtrema', () => {
  it('tells neighbours apart that double precision cannot', () => {
    const bytes = pixelData(64, [2n ** 53n + 1n, 2n ** 53n, 2n ** 53n + 3n]);
    expect(integerExtrema(bytes, encoding)).toEqual({ min: 2n ** 53n, max: 2n ** 53n + 3n });
  });

  it('spans signed and unsigned integers', () => {
    const bytes = pixelData(64, [-1n, -TWO_63, TWO_63 - 1n, 0n]);
    expect(integerExtrema(bytes, encoding)).toEqual({ min: -TWO_63, max: TWO_63 - 1n });
    const unsigned = { ...encoding, bzero: 2 ** 63, bzeroExact: TWO_63 };
    expect(integerExtrema(bytes, unsigned)).toEqual({ min: 0n, max: 2n ** 64n - 1n });
  });

  it('leaves out BLANK and an incomplete pixel', () => {
    const bytes = pixelData(64, [-5n, 7n, 8n]);
    expect(integerExtrema(bytes.subarray(0, 20), { ...encoding, blank: -5n })).toEqual({ min: 7n, max: 7n });
    expect(integerExtrema(bytes.subarray(0, 8), { ...encoding, blank: -5n })).toBeNull();
  });

  it('merges parts', () => {
    expect(mergeIntegerExtrema({ min: 1n, max: 2n }, { min: -1n, max: 1n })).toEqual({ min: -1n, max: 2n });
    expect(mergeIntegerExtrema(null, { min: 1n, max: 2n })).toEqual({ min: 1n, max: 2n });
    expect(mergeIntegerExtrema(null, null)).toBeNull();
  });

  it('is for whole 64-bit integers only', () => {
    expect(hasExactIntegers(encoding)).toBe(true);
    expect(hasExactIntegers({ ...encoding, bscale: 2 })).toBe(false);
    expect(hasExactIntegers({ ...encoding, bitpix: 32 })).toBe(false);
    expect(hasExactIntegers({ ...encoding, bzero: 0.5, bzeroExact: null })).toBe(false);
  });
});
