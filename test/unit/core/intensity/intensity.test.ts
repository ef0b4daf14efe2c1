import { describe, expect, it } from 'vitest';
import { clipHistogram } from '../../../../src/core/intensity/clipHistogram.ts';
import { equalizeEdges } from '../../../../src/core/intensity/equalizeHist.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

function image(...pixels: number[]): WholeImage {
  return { width: pixels.length, height: 1, pixelType: 'float64', pixels: Float64Array.from(pixels) };
}

function run(name: string, input: WholeImage, values = {}): number[] {
  return [...runOperation(operationNamed(name), values, input).pixels];
}

describe('rescale-intensity', () => {
  it('maps the extremes of the finite pixels', () => {
    expect(run('rescale-intensity', image(2, NaN, 4, 3, Infinity))).toEqual([0, NaN, 1, 0.5, 1]);
    expect(run('rescale-intensity', image(-2, 4, 1))).toEqual([-1, 1, 0]);
  });

  it('needs the values that it is to take', () => {
    for (const choice of ['in_range', 'out_range'])
      expect(() => run('rescale-intensity', image(1, 2), { [choice]: 'values' })).toThrow(
        expect.objectContaining({ code: 'bad-argument' }),
      );
  });
});

describe.each(['gamma', 'adjust-log', 'sigmoid'])('%s', (name) => {
  it('refuses negative values unless it may normalise', () => {
    expect(() => run(name, image(-1, 2), { normalise: false })).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
    expect(run(name, image(-1, 2)).every(Number.isFinite)).toBe(true);
  });

  it('does not depend on the unit of a normalised image', () => {
    expect(run(name, image(1000, 1500, 3000))).toEqual(run(name, image(0, 0.25, 1)));
  });

  it('keeps what is not finite, and takes a constant image for 0', () => {
    expect(run(name, image(NaN, Infinity))).toEqual([NaN, Infinity]);
    expect(run(name, image(5, 5))[0]).toBe(run(name, image(0, 1))[0]);
  });
});

describe('equalize-hist', () => {
  it('takes a range of two neighbouring numbers', () => {
    expect(run('equalize-hist', image(1, 1 + 2 ** -52))[1]).toBe(1);
    expect(equalizeEdges(1, 1 + 2 ** -52, 256, 'float64')).toEqual(Float64Array.of(1, 1 + 2 ** -52));
  });

  it('keeps an image without a finite pixel', () => {
    expect(run('equalize-hist', image(NaN, -Infinity))).toEqual([NaN, -Infinity]);
  });
});

describe('clahe', () => {
  it('leaves missing pixels out of the tiles', () => {
    const pixels = Array.from({ length: 40 }, (_, i) => ((i * 13) % 17) / 17);
    const holed = pixels.map((value, i) => (i % 9 === 4 ? NaN : value));
    const result = run('clahe', image(...holed), { kernel_size: 10 });
    result.forEach((value, i) => expect(Number.isNaN(value)).toBe(i % 9 === 4));
    const finite = result.filter(Number.isFinite);
    expect([Math.min(...finite), Math.max(...finite)]).toEqual([0, 1]);
  });

  it('refuses tiles whose maps would not fit', () => {
    const large: WholeImage = {
      width: 2 ** 12,
      height: 2 ** 9,
      pixelType: 'float32',
      pixels: new Float32Array(2 ** 21),
    };
    expect(() => run('clahe', large, { kernel_size: 1 })).toThrow(
      expect.objectContaining({ code: 'over-budget' }),
    );
  });

  it('keeps an image without a finite pixel', () => {
    expect(run('clahe', image(NaN, Infinity, NaN))).toEqual([NaN, Infinity, NaN]);
  });
});

describe('clipHistogram', () => {
  it('deals what it cuts to the lower bins and keeps the sum while there is room', () => {
    const counts = Int32Array.of(50, 1, 2, 3);
    clipHistogram(counts, 20);
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
    expect(counts.reduce((a, b) => a + b)).toBe(56);
  });
});
