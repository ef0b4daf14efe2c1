import { describe, expect, it } from 'vitest';
import { fillMissing } from '../../../../src/core/denoise/fillMissing.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

function image(width: number, ...pixels: number[]): WholeImage {
  return { width, height: pixels.length / width, pixelType: 'float64', pixels: Float64Array.from(pixels) };
}

const names = ['bilateral', 'total-variation', 'non-local-means', 'wavelet'];

describe.each(names)('%s', (name) => {
  const run = (input: WholeImage, values = {}) => [
    ...runOperation(operationNamed(name), values, input).pixels,
  ];

  it('leaves a constant image as it is', () => {
    run(image(5, ...new Array<number>(35).fill(2.5))).forEach((value) => expect(value).toBeCloseTo(2.5, 12));
  });

  it('leaves an image without a finite pixel as it is', () => {
    expect(run(image(2, NaN, Infinity, -Infinity, NaN))).toEqual([NaN, Infinity, -Infinity, NaN]);
  });

  it('smooths noise', () => {
    const noisy = image(16, ...Array.from({ length: 256 }, (_, i) => 10 + ((i * 7919) % 101) / 101));
    const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
    expect(spread(run(noisy))).toBeLessThan(0.9 * spread([...noisy.pixels]));
  });

  it('does not let a missing pixel reach its neighbours', () => {
    const pixels = Array.from({ length: 81 }, (_, i) => ((i * 31) % 17) / 17);
    const holed = pixels.map((value, i) => (i === 40 ? NaN : i === 60 ? Infinity : value));
    const result = run(image(9, ...holed));
    expect(result.filter((value) => !Number.isFinite(value))).toEqual([NaN, Infinity]);
  });
});

describe('bilateral', () => {
  it('keeps a step that sigma_color does not bridge', () => {
    const step = image(6, 0, 0, 0, 9, 9, 9);
    const { pixels } = runOperation(operationNamed('bilateral'), { sigma_color: 0.5 }, step);
    expect([...pixels]).toEqual([0, 0, 0, 9, 9, 9]);
  });

  it('takes the border value of mode constant', () => {
    const values = { win_size: 3, sigma_color: 1e6, sigma_spatial: 100, mode: 'constant', cval: 3 };
    const { pixels } = runOperation(operationNamed('bilateral'), values, image(1, 12));
    expect(pixels[0]).toBeCloseTo((12 + 8 * 3) / 9, 3);
  });
});

describe('total variation', () => {
  it('takes a missing pixel for a border', () => {
    const run = (input: WholeImage) =>
      runOperation(operationNamed('total-variation'), { weight: 1, eps: 0 }, input).pixels;
    const halves = run(image(7, 1, 5, 2, NaN, 8, 3, 9));
    expect([...halves.slice(0, 3)]).toEqual([...run(image(3, 1, 5, 2))]);
    expect([...halves.slice(4)]).toEqual([...run(image(3, 8, 3, 9))]);
  });
});

describe('fillMissing', () => {
  it('grows inwards, layer by layer', () => {
    const pixels = Float64Array.from([2, NaN, NaN, NaN, 6]);
    expect(fillMissing(pixels, 5, 1)).toBe(true);
    expect([...pixels]).toEqual([2, 2, 4, 6, 6]);
    expect(fillMissing(Float64Array.from([NaN, Infinity]), 2, 1)).toBe(false);
  });
});
