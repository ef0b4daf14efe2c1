import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import {
  morphologyReference,
  referenceImage,
  referenceNumbers,
} from '../../../support/morphologyReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

const PIXEL_TYPES = ['float32', 'float64'] as const;

describe.each([loadKernels(), createScalarKernels()])('footprints, $kind kernels', (kernels) => {
  it.each(morphologyReference.grey)('$name', (record) => {
    for (const pixelType of PIXEL_TYPES) {
      const image = referenceImage(record, pixelType);
      for (const [name, written] of Object.entries(record.results)) {
        const whole = runOperation(OPERATIONS.get(name)!, record.parameters, image, { kernels });
        const expected = referenceNumbers(written);
        // Erosions and dilations pick values, so that only the rounding of the type itself is left; differences of
        // float32 values of some 100 are good to 1e-5.
        expectClose(whole.pixels, expected, pixelType === 'float32' ? 2e-5 : 1e-11, name);
        const strips = runOperation(OPERATIONS.get(name)!, record.parameters, image, {
          kernels,
          stripRows: 64,
        });
        expect(Buffer.from(strips.pixels.buffer)).toEqual(Buffer.from(whole.pixels.buffer));
      }
    }
  });
});

describe('binary images', () => {
  it.each(morphologyReference.binary)('$name', (record) => {
    for (const pixelType of PIXEL_TYPES) {
      const image = referenceImage(record, pixelType);
      for (const { operation, parameters, pixels } of record.results) {
        const result = runOperation(OPERATIONS.get(operation)!, parameters, image);
        const expected = referenceNumbers(pixels);
        if (operation === 'distance-transform')
          expectClose(
            result.pixels,
            expected.map(Math.sqrt),
            pixelType === 'float32' ? 1e-6 : 1e-12,
            operation,
          );
        else expect([...result.pixels], operation).toEqual([...expected]);
      }
    }
  });
});

/** Pixel by pixel: NaN and infinities alike, others within a tolerance relative to the larger of 1 and their size. */
function expectClose(
  found: ArrayLike<number>,
  expected: Float64Array,
  tolerance: number,
  name: string,
): void {
  expect(found.length).toBe(expected.length);
  const wrong: string[] = [];
  expected.forEach((value, i) => {
    const close = Math.abs(found[i] - value) <= tolerance * Math.max(1, Math.abs(value));
    if (!Object.is(found[i], value) && !close) wrong.push(`pixel ${i}: ${found[i]} instead of ${value}`);
  });
  expect(wrong, name).toEqual([]);
}
