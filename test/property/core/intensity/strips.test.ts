import { describe, expect, it } from 'vitest';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

/** A picture of 139 rows with stars, noise and missing pixels; the same numbers each time. */
function picture(pixelType: 'float32' | 'float64', phase: number): WholeImage {
  const [width, height] = [23, 139];
  const pixels =
    pixelType === 'float32' ? new Float32Array(width * height) : new Float64Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const noise = ((i * 7919 + phase * 104729) % 1009) / 1009;
    pixels[i] = i % 97 === 0 ? 40 * noise : noise * 0.9 + (i % width) / width;
  }
  for (let i = 50; i < 75; i++) pixels[i * width + (i % 7)] = NaN;
  pixels[130 * width + 4] = Infinity;
  return { width, height, pixelType, pixels };
}

function bytesOf({ pixels }: WholeImage): Buffer {
  return Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
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
    const others = 'green' in operation.inputs ? { green: picture(type, 2), blue: picture(type, 3) } : {};
    const whole = runOperation(operation, values, picture(type, 1), { others });
    expect(whole.pixels.some((value) => Number.isFinite(value) && value !== whole.pixels[1])).toBe(true);
    for (const stripRows of [64, 128]) {
      const strips = runOperation(operation, values, picture(type, 1), { others, stripRows });
      expect(Buffer.compare(bytesOf(strips), bytesOf(whole))).toBe(0);
    }
  });

  it.each(runs)('%s %o says what becomes of missing pixels', (name, values) => {
    const operation = operationNamed(name);
    const others = 'green' in operation.inputs ? { green: picture(type, 2), blue: picture(type, 3) } : {};
    const image = picture(type, 1);
    const { pixels } = runOperation(operation, values, image, { others });
    const given = values['gives'] === 'rms';
    const infiniteStays = name !== 'rescale-intensity' && operation.group !== 'colour';
    const wrong = [...image.pixels.keys()].filter((i) => {
      const value = image.pixels[i]!;
      if (Number.isFinite(value)) return !Number.isFinite(pixels[i]);
      if (given) return false;
      return Number.isNaN(value) ? !Number.isNaN(pixels[i]) : infiniteStays && pixels[i] !== value;
    });
    expect(wrong).toEqual([]);
  });
});
