import { describe, expect, it } from 'vitest';
import { rescaleIntensity } from '../../../../src/core/operations/intensity/rescaleIntensity.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { referenceCases, referenceNumber, type ReferenceCase } from '../../../support/referenceGroup.ts';
import { runOperation } from '../../../support/runOperation.ts';
import { hasShared } from '../../../support/shared.ts';

/** What the operation can be asked for: images of whole numbers have no range of their type, nor truncated results, and a
 * missing pixel does not spoil the extremes of the image as it does in scikit-image. */
function offered(one: ReferenceCase): boolean {
  const ranges = [one['in_range'], one['out_range']];
  const numbers = (one['data'] as unknown[]).map(referenceNumber);
  return (
    String(one['out_dtype']).startsWith('float') &&
    (String(one['dtype']).startsWith('float') || !ranges.includes('dtype')) &&
    ranges.every((range) => !Array.isArray(range) || range[0] < range[1]) &&
    !(ranges.includes('image') && numbers.some(Number.isNaN))
  );
}

function valuesOf(one: ReferenceCase): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [range, limits] of [
    ['in_range', 'in_limits'],
    ['out_range', 'out_limits'],
  ] as const) {
    const given = one[range];
    values[range] = Array.isArray(given) ? 'values' : given;
    if (Array.isArray(given)) values[limits] = given;
  }
  return values;
}

describe.skipIf(!hasShared)('skimage.exposure.rescale_intensity', () => {
  const all: ReferenceCase[] = hasShared ? referenceCases('rescale_intensity') : [];
  const cases = all.filter(offered);

  it('offers most of the cases', () => {
    expect(cases.length).toBeGreaterThan(all.length / 2);
  });

  it.each(cases)('$name', (one: ReferenceCase) => {
    const numbers = (one['data'] as unknown[]).map(referenceNumber);
    const pixelType = one['dtype'] === 'float32' ? 'float32' : 'float64';
    const pixels = pixelType === 'float32' ? Float32Array.from(numbers) : Float64Array.from(numbers);
    const image: WholeImage = { width: numbers.length, height: 1, pixelType, pixels };
    const result = runOperation(rescaleIntensity, valuesOf(one), image).pixels;
    const wanted = (one['output'] as unknown[]).map(referenceNumber);
    const largest = Math.max(...wanted.filter(Number.isFinite).map(Math.abs), 0);
    const rtol = one['rtol'] as number;
    wanted.forEach((value, i) => {
      if (Number.isNaN(value)) expect(result[i]).toBeNaN();
      else expect(Math.abs(result[i]! - value)).toBeLessThanOrEqual(rtol * largest);
    });
  });
});
