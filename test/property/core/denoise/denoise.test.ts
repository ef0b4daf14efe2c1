import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { waveletFilters, type WaveletName } from '../../../../src/core/denoise/wavelets.ts';
import { decompose, restore } from '../../../../src/core/denoise/waveletTransform.ts';
import { expOfMinus, expTable } from '../../../../src/core/denoise/expTable.ts';
import { nonLocalMeans } from '../../../../src/core/operations/filter/nonLocalMeans.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { naiveNonLocalMeans } from '../../../support/naive/nonLocalMeans.ts';
import { runOperation } from '../../../support/runOperation.ts';

const value = fc.oneof(
  { weight: 15, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n / 20) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, 1e30) },
);

function images(maxSide: number, pixel: fc.Arbitrary<number>): fc.Arbitrary<WholeImage> {
  return fc
    .tuple(fc.integer({ min: 1, max: maxSide }), fc.integer({ min: 1, max: maxSide }))
    .chain(([width, height]) =>
      fc.array(pixel, { minLength: width * height, maxLength: width * height }).map((pixels) => ({
        width,
        height,
        pixelType: 'float64' as const,
        pixels: Float64Array.from(pixels),
      })),
    );
}

describe('expOfMinus', () => {
  it('is the exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 43.9, noNaN: true }), (u) => {
        expect(expOfMinus(expTable(), u) / Math.exp(-u)).toBeCloseTo(1, 10);
      }),
    );
    expect(expOfMinus(expTable(), 44)).toBe(0);
    expect(expOfMinus(expTable(), Infinity)).toBe(0);
  });
});

describe('non-local means', () => {
  it('is the definition, bright and missing pixels included', () => {
    const values = fc.record({
      radius: fc.integer({ min: 1, max: 3 }),
      reach: fc.integer({ min: 1, max: 3 }),
      // No sum of squares of twentieths lies on the cutoff, where a last digit would decide.
      h: fc.constantFrom(Math.E / 9, Math.PI / 4),
      sigma: fc.constantFrom(0, 0.2),
    });
    fc.assert(
      fc.property(images(10, value), values, (image, options) => {
        const { radius, reach, h, sigma } = options;
        const params = { patch_size: 2 * radius + 1, patch_distance: reach, h, sigma };
        const { pixels } = runOperation(nonLocalMeans, params, image);
        naiveNonLocalMeans(image, options).forEach((wanted, i) => {
          if (!Number.isFinite(wanted)) expect(pixels[i]).toBe(wanted);
          // A pixel of 1e30 is known to its 16th digit only.
          else
            expect(Math.abs(pixels[i]! - wanted)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(wanted)));
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('wavelet transform', () => {
  it('is undone', () => {
    const names: WaveletName[] = ['db1', 'db2', 'db4', 'db8', 'sym4', 'sym8', 'coif1', 'coif2'];
    const finite = fc.integer({ min: -1000, max: 1000 }).map((n) => n / 7);
    fc.assert(
      fc.property(images(24, finite), fc.constantFrom(...names), ({ width, height, pixels }, name) => {
        const filters = waveletFilters(name);
        const plane = { width, height, data: Float64Array.from(pixels) };
        const { data } = restore(
          decompose(plane, filters, () => {}),
          width,
          height,
          filters,
          () => {},
        );
        data.forEach((one, i) => expect(Math.abs(one - plane.data[i]!)).toBeLessThan(1e-9));
      }),
      { numRuns: 80 },
    );
  });
});
