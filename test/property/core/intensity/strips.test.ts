import { describe, expect, it } from 'vitest';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

/** A picture of 203 rows with stars, noise and missing pixels; the same numbers each time. */
function picture(pixelType: 'float32' | 'float64', phase: number): WholeImage {
  const [width, height] = [31, 203];
  const pixels = pixelType === 'float32' ? new Float32Array(width * height) : new Float64Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const noise = ((i * 7919 + phase * 104729) % 1009) / 1009;
    pixels[i] = i % 97 === 0 ? 40 * noise : noise * 0.9 + (i % width) / width;
  }
  for (let i = 50; i < 75; i++) pixels[i * width + (i % 7)] = NaN;
  pixels[130 * width + 4] = Infinity;
  return { width, height, pixelType, pixels };
}

const runs: [string, Record<string, unknown>][] = [
  ['bilateral', { win_size: 5 }],
  ['total-variation', { weight: 0.3, max_num_iter: 5 }],
  ['non-local-means', { patch_size: 5, patch_distance: 3, h: 0.5 }],
  ['non-local-means', { patch_size: 3, patch_distance: 2, h: 0.5, fast_mode: false }],
  ['wavelet', {}],
  ['rolling-ball', { radius: 9.5 }],
  ['mesh-background', { box_size: 23 }],
  ['mesh-background', { box_size: 100, gives: 'rms' }],
  ['rescale-intensity', {}],
  ['gamma', { gamma: 0.5 }],
  ['adjust-log', {}],
  ['sigmoid', {}],
  ['equalize-hist', {}],
  ['clahe', { kernel_size: 20 }],
  ['grey', {}],
  ['colour-channel', { space: 'lab', channel: '2' }],
];

describe.each(['float32', 'float64'] as const)('%s images', (type) => {
  it.each(runs)('%s %o gives the same bytes in strips of any height', (name, values) => {
    const operation = operationNamed(name);
    const others =
      'green' in operation.inputs ? { green: picture(type, 2), blue: picture(type, 3) } : {};
    const whole = runOperation(operation, values, picture(type, 1), { others });
    expect(whole.pixels.some((value) => Number.isFinite(value) && value !== whole.pixels[1])).toBe(true);
    for (const stripRows of [64, 128]) {
      const strips = runOperation(operation, values, picture(type, 1), { others, stripRows });
      expect(new Uint8Array(strips.pixels.buffer)).toEqual(new Uint8Array(whole.pixels.buffer));
    }
  });

  it.each(runs)('%s %o says what becomes of missing pixels', (name, values) => {
    const operation = operationNamed(name);
    const others =
      'green' in operation.inputs ? { green: picture(type, 2), blue: picture(type, 3) } : {};
    const image = picture(type, 1);
    const { pixels } = runOperation(operation, values, image, { others });
    const given = values['gives'] === 'rms';
    image.pixels.forEach((value, i) => {
      const missing = name === 'rescale-intensity' || operation.group === 'colour' ? false : value === Infinity;
      if (Number.isNaN(value) && !given) expect(pixels[i]).toBeNaN();
      else if (missing && !given) expect(pixels[i]).toBe(Infinity);
      else if (Number.isFinite(value)) expect(Number.isFinite(pixels[i])).toBe(true);
    });
  });
});
