import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';
import { wholeImage } from '../../../support/morphologyReference.ts';
import { measureOperation, type RunOptions } from '../../../support/runOperation.ts';

const properties = OPERATIONS.get('region-properties')!;
const intensities = OPERATIONS.get('region-intensities')!;

function table(
  operation: typeof properties,
  width: number,
  pixels: readonly number[],
  options: RunOptions = {},
): Record<string, number[]> {
  const image = wholeImage(width, pixels.length / width, 'float32', pixels);
  const { columns } = measureOperation(operation, {}, image, options);
  return Object.fromEntries(columns.map(({ info, data }) => [info.name, [...data.values] as number[]]));
}

describe('region-properties', () => {
  it('takes pixels of one value as a region, in the order of labels', () => {
    const found = table(properties, 4, [7, 0, 0, 3, 7, 0, 3, NaN]);
    expect(found['label']).toEqual([3, 7]);
    expect(found['area']).toEqual([2, 2]);
  });

  it('labels a binary image first', () => {
    const found = table(properties, 4, [1, 0, 0, 1, 0, 1, 0, 1]);
    expect(found['label']).toEqual([1, 2]);
    expect(found['area']).toEqual([2, 2]);
  });

  it('gives 1-based places in the whole image', () => {
    const found = table(properties, 3, [0, 0, 0, 0, 2, 2], { frame: { originX: 500, originY: 20 } });
    expect(found).toMatchObject({ x: [502.5], y: [22], xmin: [502], xmax: [503], ymin: [22], ymax: [22] });
    expect(found['ra']).toBeUndefined();
  });

  it('counts the orientation from +x counter-clockwise, y up', () => {
    const diagonal = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    expect(table(properties, 3, diagonal)['orientation']).toEqual([45]);
    expect(table(properties, 3, [0, 0, 1, 0, 1, 0, 1, 0, 0])['orientation']).toEqual([-45]);
    expect(table(properties, 3, [1, 1, 1])['orientation']).toEqual([0]);
    expect(table(properties, 1, [1, 1, 1])['orientation']).toEqual([90]);
    expect(table(properties, 3, diagonal)['minor_axis']).toEqual([0]);
  });

  it('gives places on the sky where there is a WCS', () => {
    const cards: Record<string, string | number> = {
      CTYPE1: 'RA---TAN',
      CTYPE2: 'DEC--TAN',
      CRPIX1: 102,
      CRPIX2: 1,
      CRVAL1: 150,
      CRVAL2: 2,
      CD1_1: -0.001,
      CD1_2: 0,
      CD2_1: 0,
      CD2_2: 0.001,
    };
    const wcs = parseWcs(cards, 2, () => {});
    expect(wcs).not.toBeNull();
    const found = table(properties, 3, [0, 1, 0], { frame: { originX: 100, wcs } });
    expect(found['ra'][0]).toBeCloseTo(150, 9);
    expect(found['dec'][0]).toBeCloseTo(2, 9);
  });

  it('has no rows where there are no regions', () => {
    const found = table(properties, 2, [0, NaN, -0, Infinity]);
    expect(Object.values(found).every((column) => column.length === 0)).toBe(true);
  });

  it.each([
    [-1, 'pixel (2, 1) is -1'],
    [2.5, 'pixel (2, 1) is 2.5'],
    [2 ** 27, 'from 0 to 67108864'],
  ])('refuses %f, which is no label', (value, message) => {
    expect(() => table(properties, 2, [1, value])).toThrow(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(message) as string }),
    );
  });
});

describe('region-intensities', () => {
  const labels = [2, 2, 2, 0, 5, 5];
  const of = (values: readonly number[]) => ({
    others: { intensity: wholeImage(values.length, 1, 'float32', values) },
  });

  it('measures what is finite', () => {
    const found = table(intensities, 6, labels, of([1, NaN, 3, 100, Infinity, NaN]));
    expect(found).toMatchObject({
      label: [2, 5],
      area: [3, 2],
      pixels: [2, 0],
      sum: [4, NaN],
      mean: [2, NaN],
    });
    expect(found).toMatchObject({ std: [1, NaN], min: [1, NaN], max: [3, NaN] });
    expect(found).toMatchObject({ weighted_x: [2.5, NaN], weighted_y: [1, NaN] });
  });

  it('has no weighted centroid where the sum is 0', () => {
    const found = table(intensities, 6, labels, of([-1, 0, 1, 0, 2, 2]));
    expect(found['weighted_x']).toEqual([NaN, 5.5]);
  });

  it('refuses images of different sizes', () => {
    expect(() => table(intensities, 6, labels, of([1, 2]))).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});
