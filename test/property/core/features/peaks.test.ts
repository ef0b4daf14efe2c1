import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { peakLocalMax } from '../../../../src/core/features/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { naivePeaks } from '../../../support/naive/features.ts';

const pixel = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: -4, max: 12 }) },
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const image: fc.Arbitrary<WholeImage> = fc
  .tuple(fc.integer({ min: 2, max: 14 }), fc.integer({ min: 1, max: 14 }))
  .chain(([width, height]) =>
    fc.array(pixel, { minLength: width * height, maxLength: width * height }).map((values) => ({
      width,
      height,
      pixelType: 'float64' as const,
      pixels: Float64Array.from(values),
    })),
  );

const FOOTPRINTS = {
  square: () => () => true,
  disk: (radius: number) => (dx: number, dy: number) => dx * dx + dy * dy <= radius * radius,
  cross: () => (dx: number, dy: number) => dx === 0 || dy === 0,
};

it('peaks are those of the plain definition', () => {
  fc.assert(
    fc.property(
      image,
      fc.constantFrom('square' as const, 'disk' as const, 'cross' as const),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: -5, max: 8 }),
      (plane, name, radius, minDistance, thresholdAbs) => {
        const finite = [...plane.pixels].filter(Number.isFinite);
        // An image of one value has no peaks; the definition alone would give some.
        fc.pre(new Set(finite).size > 1);
        const options = {
          minDistance,
          thresholdAbs,
          thresholdRel: null,
          excludeBorder: false,
          numPeaks: Infinity,
          footprint: { name, radius },
        };
        const { x, y } = peakLocalMax(plane, options, () => {});
        const expected = naivePeaks(plane, FOOTPRINTS[name](radius), radius, thresholdAbs, minDistance);
        expect([...x].map((column, i) => ({ x: column, y: y[i]! }))).toEqual(expected);
      },
    ),
  );
});
