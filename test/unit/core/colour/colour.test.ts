import { describe, expect, it } from 'vitest';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

function image(...pixels: number[]): WholeImage {
  return { width: pixels.length, height: 1, pixelType: 'float64', pixels: Float64Array.from(pixels) };
}

function channel(
  space: string,
  number: string,
  [red, green, blue]: readonly [number, number, number],
): number {
  const others = { green: image(green), blue: image(blue) };
  const operation = operationNamed('colour-channel');
  return runOperation(operation, { space, channel: number }, image(red), { others }).pixels[0]!;
}

describe('colour-channel', () => {
  it('has the hues of pure colours at sixths of the circle', () => {
    const hues = [
      [1, 0, 0],
      [1, 1, 0],
      [0, 1, 0],
      [0, 1, 1],
      [0, 0, 1],
      [1, 0, 1],
    ] as const;
    hues.forEach((rgb, i) => expect(channel('hsv', '1', rgb)).toBeCloseTo(i / 6, 12));
  });

  it('has white at L = 100 and black at 0', () => {
    expect(channel('lab', '1', [1, 1, 1])).toBeCloseTo(100, 3);
    expect(channel('lab', '1', [0, 0, 0])).toBeCloseTo(0, 12);
    expect(channel('hsv', '2', [0, 0, 0])).toBe(0);
  });

  it('is missing where one of the three is', () => {
    expect(channel('hsv', '3', [1, NaN, 0])).toBeNaN();
    expect(channel('ycbcr', '1', [1, 0, Infinity])).toBeNaN();
  });
});

describe('grey', () => {
  it('of equal parts is that part', () => {
    const others = { green: image(0.5, NaN), blue: image(0.5, 1) };
    const { pixels } = runOperation(operationNamed('grey'), {}, image(0.5, 1), { others });
    expect(pixels[0]).toBeCloseTo(0.5, 12);
    expect(pixels[1]).toBeNaN();
  });
});
