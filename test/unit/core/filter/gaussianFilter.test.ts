import { describe, expect, it } from 'vitest';
import { gaussianFilter } from '../../../../src/core/filter/index.ts';

describe('gaussianFilter', () => {
  it('spreads one pixel symmetrically and keeps the sum', () => {
    const data = new Float64Array(49);
    data[24] = 1;
    const blurred = gaussianFilter({ data, width: 7, height: 7 }, 0.6);
    expect(blurred.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
    expect(blurred[23]).toBe(blurred[25]);
    expect(blurred[17]).toBe(blurred[31]);
    expect(blurred[24]).toBeGreaterThan(blurred[25]!);
    expect(data[24]).toBe(1);
  });

  it('leaves an axis of sigma 0 alone, and a constant image as it is', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(gaussianFilter({ data, width: 3, height: 2 }, 0)).toEqual(data);
    const rows = gaussianFilter({ data, width: 3, height: 2 }, [0, 1]);
    expect(rows[0]).toBeGreaterThan(1);
    expect(rows[3]).toBeCloseTo(rows[0]! + 3, 5);
    const flat = gaussianFilter({ data: new Float64Array(12).fill(4), width: 4, height: 3 }, 2);
    for (const value of flat) expect(value).toBeCloseTo(4, 13);
  });

  it.each([-1, Number.NaN, Infinity])('refuses a sigma of %s', (sigma) => {
    const image = { data: new Float64Array(4), width: 2, height: 2 };
    expect(() => gaussianFilter(image, sigma)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });
});
