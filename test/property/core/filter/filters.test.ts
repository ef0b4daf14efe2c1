import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { medianStrip, slidingExtremumStrip } from '../../../../src/core/filter/index.ts';
import { createScalarKernels, type Kernels } from '../../../../src/core/kernels/index.ts';
import type { Operation } from '../../../../src/core/operations/index.ts';
import { stripAt, type ExtendMode, type WholeImage } from '../../../../src/core/strips/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { ofWindows } from '../../../support/naive/filters.ts';
import { operationNamed } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

const modes: readonly ExtendMode[] = ['reflect', 'mirror', 'nearest', 'wrap', 'constant'];

/** Numbers with ties, both zeros and some missing pixels and infinities. */
function makeImage(
  width: number,
  height: number,
  pixelType: 'float32' | 'float64',
  seed: number,
  gaps: number,
): WholeImage {
  let state = seed >>> 0;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const few = [0, -0, 1, Infinity, -Infinity, NaN, NaN, NaN];
  const pixels =
    pixelType === 'float32' ? new Float32Array(width * height) : new Float64Array(width * height);
  for (let i = 0; i < pixels.length; i++)
    pixels[i] = random() < gaps ? few[Math.floor(random() * 8)]! : random() * 100 - 20;
  return { width, height, pixelType, pixels };
}

const images = fc
  .record({
    width: fc.integer({ min: 1, max: 24 }),
    height: fc.integer({ min: 1, max: 24 }),
    pixelType: fc.constantFrom('float32' as const, 'float64' as const),
    seed: fc.nat(),
    gaps: fc.constantFrom(0, 0.05, 0.5),
  })
  .map(({ width, height, pixelType, seed, gaps }) => makeImage(width, height, pixelType, seed, gaps));

const bytesOf = ({ pixels }: WholeImage) => Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);

const runs: readonly [string, Record<string, unknown>][] = [
  ['gaussian', { sigma: 2, sigma_y: 3.2 }],
  ['gaussian', { sigma: 2, missing: 'spread' }],
  ['gaussian', { sigma: 0.2, sigma_y: 6 }],
  ['median', { size: 3 }],
  ['median', { size: 5 }],
  ['median', { size: 9, mode: 'wrap' }],
  ['mean', { size: 7 }],
  ['mean', { size: 90, mode: 'mirror' }],
  ['unsharp-mask', { radius: 3, amount: 2 }],
  ['laplace', {}],
  ['sobel', {}],
  ['difference-of-gaussians', { low_sigma: 1, mode: 'constant', cval: 3 }],
];

describe('filters', () => {
  it.each(runs)('%s %o: the same bytes whatever the strips and the kernels', (name, values) => {
    for (const [pixelType, gaps] of [
      ['float32', 0.02],
      ['float64', 0.02],
      ['float32', 0],
    ] as const) {
      const image = makeImage(37, 201, pixelType, 5, gaps);
      // Missing pixels in one block of rows only.
      if (gaps) for (let i = 0; i < 37 * 100; i++) image.pixels[i] = Number.isFinite(image.pixels[i]) ? i : 1;
      const operation: Operation = operationNamed(name);
      const whole = bytesOf(runOperation(operation, values, image));
      for (const stripRows of [64, 128])
        expect(bytesOf(runOperation(operation, values, image, { stripRows })).equals(whole)).toBe(true);
      const plain = runOperation(operation, values, image, { kernels: createScalarKernels() });
      expect(bytesOf(plain).equals(whole)).toBe(true);
    }
  });

  it('median is the median by the definition', () => {
    fc.assert(
      fc.property(
        images,
        fc.constantFrom(1, 3, 5, 7, 11, 21),
        fc.constantFrom(...modes),
        (image, size, mode) => {
          const result = runOperation(operationNamed('median'), { size, mode, cval: 2 }, image);
          const expected = ofWindows(image, size, { mode, cval: 2 }, (window, own) => {
            const sorted = window.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
            const upper = sorted[sorted.length >> 1]!;
            if (Number.isNaN(own)) return NaN;
            const median = sorted.length % 2 ? upper : (sorted[(sorted.length >> 1) - 1]! + upper) / 2;
            return (image.pixelType === 'float32' ? Math.fround(median) : median) + 0;
          });
          expect([...result.pixels]).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('median of large squares, in tiles and bands of them', () => {
    const [width, height, size] = [300, 130, 151];
    for (const gaps of [0, 0.3]) {
      const image = makeImage(width, height, 'float32', 11, gaps);
      const { pixels } = runOperation(operationNamed('median'), { size, mode: 'nearest' }, image);
      for (let i = 0; i < pixels.length; i += 1409) {
        if (Number.isNaN(image.pixels[i])) {
          expect(pixels[i]).toBeNaN();
          continue;
        }
        const values: number[] = [];
        for (let dy = -75; dy <= 75; dy++) {
          for (let dx = -75; dx <= 75; dx++) {
            const x = Math.min(width - 1, Math.max(0, (i % width) + dx));
            const y = Math.min(height - 1, Math.max(0, Math.floor(i / width) + dy));
            const value = image.pixels[y * width + x]!;
            if (!Number.isNaN(value)) values.push(value);
          }
        }
        const sorted = Float64Array.from(values).sort();
        const upper = sorted[sorted.length >> 1]!;
        const median = sorted.length % 2 ? upper : (sorted[(sorted.length >> 1) - 1]! + upper) / 2;
        expect(pixels[i]).toBe(Math.fround(median) + 0);
      }
    }
  });

  it('median stops where it is told to', () => {
    const kernels = loadKernels();
    const shape = { width: 300, rows: 40, haloX: 10, haloY: 10, pixelType: 'float32' as const };
    const strip = stripAt(kernels, { ...shape, pointer: kernels.allocate(4 * 320 * 60) });
    const place = { ...shape, haloX: 0, haloY: 0, pointer: kernels.allocate(4 * 300 * 40) };
    const result = stripAt(kernels, place);
    strip.pixels.fill(1);
    strip.pixels[15 * 320 + 20] = NaN;
    result.pixels.fill(7);
    const mark = kernels.mark();
    let calls = 0;
    const stop = () => {
      if (++calls === 2) throw new Error('stopped');
    };
    for (const size of [5, 21]) {
      calls = 0;
      expect(() => medianStrip(strip, result, { size }, kernels, stop)).toThrow('stopped');
      expect(kernels.mark()).toBe(mark);
    }
  });

  it('mean is the mean by the definition', () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 12 }), fc.constantFrom(...modes), (image, size, mode) => {
        const result = runOperation(operationNamed('mean'), { size, mode, cval: 2 }, image);
        const expected = ofWindows(image, size, { mode, cval: 2 }, (window, own) => {
          const there = window.filter(Number.isFinite);
          return Number.isFinite(own) ? there.reduce((a, b) => a + b, 0) / there.length : own;
        });
        const tolerance = image.pixelType === 'float32' ? 1e-5 : 1e-12;
        result.pixels.forEach((value, i) => {
          if (!Object.is(value, expected[i])) expect(Math.abs(value - expected[i]!)).toBeLessThan(tolerance);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a bright pixel leaves no trace outside its windows', () => {
    const image = makeImage(40, 130, 'float64', 1, 0);
    const before = runOperation(operationNamed('mean'), { size: 5 }, image);
    image.pixels[60 * 40 + 20] = 1e300;
    const after = runOperation(operationNamed('mean'), { size: 5 }, image);
    before.pixels.forEach((value, i) => {
      const [x, y] = [i % 40, Math.floor(i / 40)];
      if (Math.abs(x - 20) > 2 || Math.abs(y - 60) > 2) expect(after.pixels[i]).toBe(value);
    });
  });

  it('a missing pixel changes nothing beyond the reach of a blur', () => {
    const image = makeImage(50, 140, 'float32', 2, 0);
    const before = runOperation(operationNamed('gaussian'), { sigma: 2 }, image);
    image.pixels[70 * 50 + 25] = NaN;
    const after = runOperation(operationNamed('gaussian'), { sigma: 2 }, image);
    let changed = 0;
    before.pixels.forEach((value, i) => {
      const [x, y] = [i % 50, Math.floor(i / 50)];
      if (Math.abs(x - 25) > 8 || Math.abs(y - 70) > 8) expect(after.pixels[i]).toBe(value);
      else if (after.pixels[i] !== value) changed++;
    });
    expect(changed).toBeGreaterThan(100);
  });

  it('sliding extrema are those of the windows, of even sizes and windows off the middle too', () => {
    fc.assert(
      fc.property(
        images,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('min' as const, 'max' as const),
        fc.boolean(),
        (image, size, extremum, simd) => {
          const result = extremumOf(image, size, extremum, simd ? loadKernels() : createScalarKernels());
          const pick = extremum === 'min' ? Math.min : Math.max;
          const expected = ofWindows(image, size, { mode: 'constant', cval: NaN }, (window) => {
            const there = window.filter((value) => !Number.isNaN(value));
            return there.length ? pick(...there) + 0 : NaN;
          });
          expect(result).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** The strip function itself, on an image with missing pixels around it. */
function extremumOf(image: WholeImage, size: number, extremum: 'min' | 'max', kernels: Kernels): number[] {
  const operation: Operation = {
    ...operationNamed('laplace'),
    shape: {
      kind: 'local',
      halo: () => ({ x: size, y: size }),
      border: () => ({ mode: 'constant', cval: NaN }),
      compute: ({ inputs, result }) =>
        slidingExtremumStrip(
          inputs['image']!,
          result,
          {
            sizeX: size,
            sizeY: size,
            extremum,
            beforeX: Math.floor(size / 2),
            beforeY: Math.floor(size / 2),
          },
          kernels,
        ),
    },
  };
  return [...runOperation(operation, {}, image, { kernels }).pixels];
}
