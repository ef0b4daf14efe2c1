import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meshPass } from '../../../../src/core/background/index.ts';
import { rollingBall } from '../../../../src/core/operations/filter/rollingBall.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { naiveRollingBall } from '../../../support/naive/background.ts';
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

describe('rolling ball', () => {
  it('is the minimum over the disc', () => {
    fc.assert(
      fc.property(images(14, 12), fc.integer({ min: 2, max: 16 }), (image, halves) => {
        const radius = halves / 2;
        const { pixels } = runOperation(rollingBall, { radius, gives: 'background' }, image);
        naiveRollingBall(image, radius).forEach((wanted, i) => {
          if (Number.isNaN(wanted)) expect(pixels[i]).toBeNaN();
          else expect(pixels[i]).toBeCloseTo(wanted, 9);
        });
      }),
      { numRuns: 80 },
    );
  });
});

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
