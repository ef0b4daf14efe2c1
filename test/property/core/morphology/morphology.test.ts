import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { FOOTPRINTS } from '../../../../src/core/morphology/index.ts';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { wholeImage } from '../../../support/morphologyReference.ts';
import { isOn, naiveDistances, naiveExtremum, naiveLabels } from '../../../support/naive/morphology.ts';
import { runOperation } from '../../../support/runOperation.ts';

function arbitraryImage(mostRows: number, value: fc.Arbitrary<number>): fc.Arbitrary<WholeImage> {
  return fc
    .tuple(fc.integer({ min: 1, max: 21 }), fc.integer({ min: 1, max: mostRows }))
    .chain(([width, height]) =>
      fc
        .tuple(
          fc.constantFrom('float32' as const, 'float64' as const),
          fc.array(value, { minLength: width * height, maxLength: width * height }),
        )
        .map(([pixelType, values]) => wholeImage(width, height, pixelType, values)),
    );
}

const anyValue = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 9 }) },
  { weight: 2, arbitrary: fc.double({ min: -2, max: 2, noNaN: true }) },
  { weight: 2, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constantFrom(-0, Infinity, -Infinity) },
);
const mostlyOn = fc.constantFrom(1, 1, 1, 0.5, 3, 0, 0, -1, Number.NaN, Infinity);

describe.each([loadKernels(), createScalarKernels()])('$kind kernels', (kernels) => {
  it('footprint operations are what their definitions say, in strips of any height', () => {
    fc.assert(
      fc.property(
        arbitraryImage(140, anyValue),
        fc.constantFrom(...FOOTPRINTS),
        fc.integer({ min: 1, max: 12 }),
        (image, footprint, radius) => {
          const erode = (of: WholeImage) => naiveExtremum(of, footprint, radius, Math.min);
          const dilate = (of: WholeImage) => naiveExtremum(of, footprint, radius, Math.max);
          const expected: Record<string, WholeImage> = {
            erosion: erode(image),
            dilation: dilate(image),
            opening: dilate(erode(image)),
            closing: erode(dilate(image)),
          };
          for (const [name, { pixels }] of Object.entries(expected)) {
            const run = (stripRows?: number) =>
              runOperation(
                OPERATIONS.get(name)!,
                { footprint, radius },
                image,
                stripRows ? { kernels, stripRows } : { kernels },
              ).pixels;
            // Adding 0 makes -0 and 0 the same.
            expect([...run()].map((value) => value + 0)).toEqual([...pixels].map((value) => value + 0));
            expect(Buffer.from(run(64).buffer)).toEqual(Buffer.from(run().buffer));
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe('binary operations', () => {
  const image = arbitraryImage(25, mostlyOn);

  it('labels are those of a flood fill', () => {
    fc.assert(
      fc.property(image, fc.constantFrom(1 as const, 2 as const), (one, connectivity) => {
        const { pixels } = runOperation(
          OPERATIONS.get('label')!,
          { connectivity: String(connectivity) },
          one,
        );
        expect([...pixels]).toEqual(naiveLabels(one, connectivity));
      }),
      { numRuns: 300 },
    );
  });

  it('distances are those to the nearest off pixel', () => {
    const fewOff = arbitraryImage(25, fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.oneof(image, fewOff), (one) => {
        const { pixels } = runOperation(OPERATIONS.get('distance-transform')!, {}, one);
        const expected = naiveDistances(one);
        const type = one.pixelType === 'float32' ? Float32Array : Float64Array;
        expect([...pixels]).toEqual([...type.from(expected)]);
      }),
      { numRuns: 300 },
    );
  });

  it('a skeleton lies in the objects, has as many pieces, and stays when thinned again', () => {
    fc.assert(
      fc.property(image, (one) => {
        const skeleton = runOperation(OPERATIONS.get('skeleton')!, {}, one);
        skeleton.pixels.forEach((value, at) => {
          if (value === 1) expect(isOn(one.pixels[at])).toBe(true);
        });
        const pieces = (of: WholeImage) => Math.max(...naiveLabels(of, 2));
        expect(pieces(skeleton)).toBe(pieces(one));
        expect(runOperation(OPERATIONS.get('skeleton')!, {}, skeleton).pixels).toEqual(skeleton.pixels);
      }),
      { numRuns: 100 },
    );
  });

  it('what remove-small-objects keeps and drops is all there was', () => {
    fc.assert(
      fc.property(image, fc.integer({ min: 0, max: 9 }), (one, min_size) => {
        const values = { min_size, connectivity: '1' };
        const { pixels } = runOperation(OPERATIONS.get('remove-small-objects')!, values, one);
        const labels = naiveLabels(one, 1);
        const expected = labels.map((label) =>
          label > 0 && labels.filter((other) => other === label).length >= min_size ? 1 : 0,
        );
        expect([...pixels]).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });
});
