import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meshPass, rollingBallInto } from '../../../../src/core/background/index.ts';
import { meshMode } from '../../../../src/core/background/meshMode.ts';
import { createScalarKernels, newPixels } from '../../../../src/core/kernels/index.ts';
import { rollingBall } from '../../../../src/core/operations/filter/rollingBall.ts';
import { stripAt, type WholeImage } from '../../../../src/core/strips/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { naiveMeshMode, naiveRollingBall } from '../../../support/naive/background.ts';
import { planeRows, reduceRows } from '../../../support/planes.ts';
import { runOperation } from '../../../support/runOperation.ts';

const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: -30, max: 30 }).map((n) => n / 4) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e6) },
);

function images(maxWidth: number, maxHeight: number): fc.Arbitrary<WholeImage> {
  return fc
    .tuple(fc.integer({ min: 1, max: maxWidth }), fc.integer({ min: 1, max: maxHeight }))
    .chain(([width, height]) =>
      fc.array(value, { minLength: width * height, maxLength: width * height }).map((pixels) => ({
        width,
        height,
        pixelType: 'float64' as const,
        pixels: Float64Array.from(pixels),
      })),
    );
}

describe('meshMode', () => {
  const skewed = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 3 }));
  const pixel = fc.oneof(
    { weight: 12, arbitrary: skewed.map(([n, power]) => n ** power / 8) },
    { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity, 1e6, -1e6) },
  );

  it('is that of a histogram that is summed anew in each round', () => {
    fc.assert(
      fc.property(fc.array(pixel, { minLength: 1, maxLength: 400 }), (values) => {
        const pixels = Float64Array.from(values);
        expect(meshMode(pixels, pixels.length, 1, 0, pixels.length)).toEqual(naiveMeshMode(pixels));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rolling ball', () => {
  const cases = fc.record({
    image: fc.oneof(images(14, 12), images(45, 5)),
    radius: fc.oneof(
      fc.integer({ min: 2, max: 36 }).map((halves) => halves / 2),
      fc.constantFrom(1.3, 9.7),
    ),
    pixelType: fc.constantFrom('float32' as const, 'float64' as const),
  });

  it('is the minimum over the disc', () => {
    fc.assert(
      fc.property(cases, ({ image, radius, pixelType }) => {
        const pixels = newPixels(pixelType, image.pixels.length);
        pixels.set(image.pixels);
        const wanted = newPixels(pixelType, pixels.length);
        wanted.set(naiveRollingBall(image, radius));
        for (const kernels of [loadKernels(), createScalarKernels()]) {
          const input = { ...image, pixelType, pixels };
          const result = runOperation(rollingBall, { radius, gives: 'background' }, input, { kernels });
          expect(result.pixels).toEqual(wanted);
        }
      }),
      { numRuns: 80 },
    );
  });

  it.each([
    ['gentle slopes and noise', 3, 60],
    ['slopes too steep for the ball', 400, 1],
  ])('does not depend on the strips: %s', (_, slope, noise) => {
    const image = waves(101, 130, slope, noise);
    const whole = runOperation(rollingBall, { radius: 12.5, gives: 'subtracted' }, image);
    const wanted = naiveRollingBall(image, 12.5);
    expect(whole.pixels).toEqual(image.pixels.map((pixel, i) => pixel - wanted[i]!));
    const inStrips = runOperation(rollingBall, { radius: 12.5, gives: 'subtracted' }, image, {
      stripRows: 64,
    });
    expect(inStrips.pixels).toEqual(whole.pixels);
  });

  it('stops where it is told to, before a row is over', () => {
    const kernels = loadKernels();
    const rows = { width: 40, rows: 20, haloX: 0, haloY: 0, pixelType: 'float32' as const };
    const result = stripAt(kernels, { ...rows, pointer: kernels.allocate(4 * 40 * 20) });
    const strip = stripAt(kernels, {
      ...rows,
      haloX: 300,
      haloY: 300,
      pointer: kernels.allocate(4 * 640 * 620),
    });
    result.pixels.fill(7);
    strip.pixels.fill(1);
    let calls = 0;
    const stop = () => {
      if (++calls === 3) throw new Error('stopped');
    };
    const mark = kernels.mark();
    expect(() => rollingBallInto(result, strip, { radius: 300, subtract: false }, kernels, stop)).toThrow(
      'stopped',
    );
    expect(kernels.mark()).toBe(mark);
    // A radius of 300 allows for three blocks of 8 columns at a time: one row is two calls.
    expect(result.pixels.indexOf(7)).toBe(40);
  });
});

/** Hills and noise. */
function waves(width: number, height: number, slope: number, noise: number): WholeImage {
  let state = 9;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const pixels = Float64Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return slope * 10 * (Math.sin(x / 20) + Math.cos(y / 17)) + noise * random();
  });
  return { width, height, pixelType: 'float64', pixels };
}

describe('meshes', () => {
  const kernels = loadKernels();

  it('do not depend on how rows are dealt out', () => {
    const cases = images(23, 150).chain((image) =>
      fc.record({
        image: fc.constant(image),
        boxSize: fc.integer({ min: 4, max: 90 }),
        cuts: fc.array(fc.integer({ min: 0, max: image.height }), { maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ image, boxSize, cuts }) => {
        const rows = planeRows({ data: image.pixels, width: image.width, height: image.height });
        const byRow = (parts: readonly number[]) =>
          [...reduceRows(rows, meshPass, { boxSize }, kernels, parts)].sort((a, b) => a.row - b.row);
        const whole = byRow([]);
        expect(whole.map((mesh) => mesh.row)).toEqual(
          Array.from({ length: Math.ceil(image.height / boxSize) }, (_, i) => i),
        );
        expect(byRow(cuts)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });
});
