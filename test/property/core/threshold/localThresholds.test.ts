import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import type { ExtendMode, WholeImage } from '../../../../src/core/strips/index.ts';
import { naiveGaussian, naiveLevels } from '../../../support/naive/localLevels.ts';
import { runOperation } from '../../../support/runOperation.ts';

const MODES: ExtendMode[] = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'];

/** Images with gaps: seeded noise, a few missing and infinite pixels, runs of equal values. */
const images = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 12 }),
    pixelType: fc.constantFrom('float32' as const, 'float64' as const),
    special: fc.boolean(),
  })
  .chain(({ width, height, pixelType, special }) => {
    const values = fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: -3000, max: 9000 }).map((value) => value / 7) },
      { weight: special ? 2 : 0, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
      { weight: 1, arbitrary: fc.constant(5) },
    );
    return fc
      .array(values, { minLength: width * height, maxLength: width * height })
      .map((list): WholeImage => ({
        width,
        height,
        pixelType,
        pixels: pixelType === 'float32' ? Float32Array.from(list) : Float64Array.from(list),
      }));
  });

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pixels nearer to their level than rounding may fall to either side. */
function expectMarks(image: WholeImage, marks: WholeImage, levels: number[], near: number): void {
  image.pixels.forEach((value, i) => {
    const above = value - levels[i]!;
    if (Number.isNaN(value) || Number.isNaN(above)) expect(marks.pixels[i]).toBe(0);
    else if (Math.abs(above) > near) expect(marks.pixels[i]).toBe(above > 0 ? 1 : 0);
  });
}

describe('local thresholds agree with plain loops', () => {
  const options = fc.record({
    half: fc.integer({ min: 0, max: 4 }),
    mode: fc.constantFrom(...MODES),
    offset: fc.integer({ min: -20, max: 20 }),
  });

  it('adaptive, mean and Gaussian', () => {
    fc.assert(
      fc.property(images, options, fc.boolean(), (image, { half, mode, offset }, gaussian) => {
        const block_size = 2 * half + 1;
        const levels = gaussian
          ? naiveGaussian(image, (block_size - 1) / 6, mode, 3)
          : naiveLevels(image, block_size, mode, 3, mean);
        const weighting = gaussian ? 'gaussian' : 'mean';
        const params = { block_size, weighting, offset, mode, cval: 3 };
        const got = runOperation(OPERATIONS.get('adaptive')!, params, image);
        expectMarks(
          image,
          got,
          levels.map((level) => level - offset),
          1e-8,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('Niblack and Sauvola', () => {
    fc.assert(
      fc.property(images, options, fc.boolean(), (image, { half, offset }, niblack) => {
        const k = offset / 25;
        const level = (values: number[]) => {
          const m = mean(values);
          const std = Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
          return niblack ? m - k * std : m * (1 + k * (std / 400 - 1));
        };
        const window_size = 2 * half + 1;
        const params = { window_size, k, ...(niblack ? {} : { r: 400 }) };
        const got = runOperation(OPERATIONS.get(niblack ? 'niblack' : 'sauvola')!, params, image);
        // The root of a rounded variance of nothing is not nothing.
        expectMarks(image, got, naiveLevels(image, window_size, 'mirror', 0, level), 1e-4);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the bytes do not depend on the strips', () => {
  const width = 70;
  const height = 200;
  const noisy = (gaps: boolean, pixelType: 'float32' | 'float64'): WholeImage => {
    const pixels =
      pixelType === 'float32' ? new Float32Array(width * height) : new Float64Array(width * height);
    let state = 7;
    for (let i = 0; i < pixels.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      pixels[i] = 1000 + state / 2 ** 28 + (state % 97 === 0 ? 5000 : 0);
      if (gaps && state % 61 === 0) pixels[i] = state % 3 === 0 ? Infinity : NaN;
      // A flat part, where every decision is a near one.
      if (i > 9000 && i < 11000) pixels[i] = 1000.1;
    }
    return { width, height, pixelType, pixels };
  };
  const runs = [
    ['adaptive', { block_size: 11 }],
    ['adaptive', { block_size: 35, mode: 'wrap' }],
    ['adaptive', { block_size: 11, weighting: 'mean' }],
    ['adaptive', { block_size: 7, weighting: 'median' }],
    ['niblack', { window_size: 15 }],
    ['sauvola', { window_size: 9, k: 0.1 }],
    ['otsu', {}],
  ] as const;
  const images = [noisy(false, 'float32'), noisy(true, 'float32'), noisy(true, 'float64')];

  it.each(runs)('%s %j', (name, params) => {
    for (const image of images) {
      const run = (options: object) => runOperation(OPERATIONS.get(name)!, params, image, options).pixels;
      const whole = run({});
      expect(run({ stripRows: 64 })).toEqual(whole);
      expect(run({ stripRows: 128 })).toEqual(whole);
      expect(run({ stripRows: 64, kernels: createScalarKernels() })).toEqual(whole);
    }
  });

  it('decides near pixels as double precision does', () => {
    // In a float64 image of the same values the bound is so small that hardly a pixel is done twice.
    for (const gaps of [false, true]) {
      const single = noisy(gaps, 'float32');
      const double: WholeImage = {
        ...single,
        pixelType: 'float64',
        pixels: Float64Array.from(single.pixels),
      };
      for (const block_size of [3, 21]) {
        const run = (image: WholeImage) => runOperation(OPERATIONS.get('adaptive')!, { block_size }, image);
        expect(run(single).pixels).toEqual(run(double).pixels);
      }
    }
  });
});
