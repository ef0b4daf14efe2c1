import fc from 'fast-check';
import type { Plane } from './planes.ts';

const values = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -2, max: 3 }) },
  { weight: 4, arbitrary: fc.float({ noNaN: true, noDefaultInfinity: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      NaN,
      Infinity,
      -Infinity,
      -0,
      0,
      3.4028234663852886e38,
      -3.4028234663852886e38,
    ),
  },
);

/** Small planes of both types, with ties, zeros of both signs, extremes and missing pixels. */
export const arbitraryPlane: fc.Arbitrary<Plane> = fc
  .record({
    width: fc.integer({ min: 1, max: 37 }),
    height: fc.integer({ min: 1, max: 9 }),
    float32: fc.boolean(),
    plain: fc.boolean(),
  })
  .chain(({ width, height, float32, plain }) => {
    const pixel = plain ? fc.integer({ min: 0, max: 2 }) : values;
    return fc
      .array(pixel, { minLength: width * height, maxLength: width * height })
      .map((data) => ({ width, height, data: float32 ? new Float32Array(data) : new Float64Array(data) }));
  });

const arbitraryCuts = (height: number) => fc.array(fc.integer({ min: 0, max: height }), { maxLength: 4 });

export const arbitraryPlaneAndCuts = arbitraryPlane.chain((plane) =>
  fc.record({ plane: fc.constant(plane), cuts: arbitraryCuts(plane.height), bigEndian: fc.boolean() }),
);
