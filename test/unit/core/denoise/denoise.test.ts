import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fillMissing } from '../../../../src/core/denoise/fillMissing.ts';
import {
  parametersSchema,
  type Operation,
  type ParameterValues,
} from '../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

function image(width: number, ...pixels: number[]): WholeImage {
  return { width, height: pixels.length / width, pixelType: 'float64', pixels: Float64Array.from(pixels) };
}

function defaultsOf({ parameters }: Operation): ParameterValues {
  return v.parse(parametersSchema(parameters), {});
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

describe('non-local means', () => {
  it('does not depend on the unit of the image', () => {
    const noisy = Array.from({ length: 400 }, (_, i) => Math.fround(((i * 7919) % 101) / 101));
    const run = (unit: number) => {
      const input: WholeImage = {
        width: 20,
        height: 20,
        pixelType: 'float32',
        pixels: Float32Array.from(noisy, (value) => value * unit),
      };
      const values = { h: 0.3 * unit, sigma: 0.1 * unit, patch_size: 5, patch_distance: 3 };
      return [...runOperation(operationNamed('non-local-means'), values, input).pixels];
    };
    // Squares of such values are no float32.
    for (const unit of [2 ** -80, 2 ** 80]) expect(run(unit).map((value) => value / unit)).toEqual(run(1));
  });

  it('does not depend on strips', () => {
    const noisy = image(7, ...Array.from({ length: 7 * 150 }, (_, i) => ((i * 7919) % 101) / 101));
    const run = (stripRows: number) =>
      runOperation(operationNamed('non-local-means'), { patch_distance: 4 }, noisy, { stripRows }).pixels;
    expect(run(64)).toEqual(run(256));
    expect(run(37)).toEqual(run(256));
  });
});

describe('cancelling', () => {
  it.each(['total-variation', 'wavelet'])('%s asks often whether it is still wanted', (name) => {
    const operation = operationNamed(name);
    if (operation.shape.kind !== 'global') throw new Error('Not global.');
    const side = 1024;
    const pixels = Float32Array.from({ length: side * side }, (_, i) => (i * 7919) % 101);
    let calls = 0;
    const values = { ...defaultsOf(operation), weight: 1, max_num_iter: 1, wavelet_levels: 1 };
    operation.shape.compute({
      values,
      facts: {},
      frames: {},
      inputs: { image: { width: side, height: side, pixelType: 'float32', pixels } },
      progress: () => calls++,
    });
    expect(calls).toBeGreaterThanOrEqual(4);
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
