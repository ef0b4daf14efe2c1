import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../../src/core/operations/index.ts';
import {
  morphologyReference,
  referenceImage,
  referenceNumbers,
  wholeImage,
} from '../../../support/morphologyReference.ts';
import { measureOperation } from '../../../support/runOperation.ts';

/** scikit-image's name, and what it is of ours. */
const PROPERTIES: Readonly<Record<string, (of: (name: string) => number[]) => number[]>> = {
  label: (of) => of('label'),
  area: (of) => of('area'),
  'bbox-0': (of) => of('ymin').map((y) => y - 1),
  'bbox-1': (of) => of('xmin').map((x) => x - 1),
  'bbox-2': (of) => of('ymax'),
  'bbox-3': (of) => of('xmax'),
  'centroid-0': (of) => of('y').map((y) => y - 1),
  'centroid-1': (of) => of('x').map((x) => x - 1),
  axis_major_length: (of) => of('major_axis'),
  axis_minor_length: (of) => of('minor_axis'),
  eccentricity: (of) => of('eccentricity'),
  perimeter: (of) => of('perimeter'),
  equivalent_diameter_area: (of) => of('equivalent_diameter'),
  extent: (of) => of('extent'),
  area_convex: (of) => of('convex_area'),
  solidity: (of) => of('solidity'),
  euler_number: (of) => of('euler_number'),
};
const INTENSITIES: typeof PROPERTIES = {
  intensity_mean: (of) => of('mean'),
  intensity_min: (of) => of('min'),
  intensity_max: (of) => of('max'),
  sum: (of) => of('sum'),
  std: (of) => of('std'),
  'centroid_weighted-0': (of) => of('weighted_y').map((y) => y - 1),
  'centroid_weighted-1': (of) => of('weighted_x').map((x) => x - 1),
};
/** Of numbers that come out of square roots of sums in another order. */
const TOLERANCE = 1e-9;

describe.each(['float32', 'float64'] as const)('regions of %s images', (pixelType) => {
  it.each(morphologyReference.regions)('$name: properties', (record) => {
    const table = columnsOf(OPERATIONS.get('region-properties')!, referenceImage(record, pixelType));
    for (const [name, ours] of Object.entries(PROPERTIES))
      expectColumn(ours(table), referenceNumbers(record.properties[name]), name);
    const orientations = referenceNumbers(record.properties['orientation']);
    const [major, minor] = [table('major_axis'), table('minor_axis')];
    table('orientation').forEach((degrees, i) => {
      expect(degrees).toBeGreaterThan(-90);
      expect(degrees).toBeLessThanOrEqual(90);
      // Equal variances of x and y: scikit-image 0.19 gives 45° of either sign, whatever the covariance.
      if (major[i] - minor[i] < 1e-6 || Math.abs(Math.abs(degrees) - 45) < 1e-6) return;
      const turned = degrees - (90 - (orientations[i] * 180) / Math.PI);
      expect(Math.abs(turned - 180 * Math.round(turned / 180))).toBeLessThan(1e-6);
    });
  });

  it.each(morphologyReference.regions)('$name: intensities', (record) => {
    const intensity = wholeImage(record.width, record.height, 'float64', referenceNumbers(record.intensity));
    const table = columnsOf(OPERATIONS.get('region-intensities')!, referenceImage(record, pixelType), {
      intensity,
    });
    const seen = table('pixels').flatMap((pixels, i) => (pixels > 0 ? [i] : []));
    const of = (name: string) => seen.map((i) => table(name)[i]);
    expectColumn(of('label'), referenceNumbers(record.intensities['label']), 'label');
    expectColumn(of('pixels'), referenceNumbers(record.intensities['area']), 'area');
    for (const [name, ours] of Object.entries(INTENSITIES))
      expectColumn(ours(of), referenceNumbers(record.intensities[name]), name);
  });
});

function columnsOf(
  ...[operation, image, others]: [
    Parameters<typeof measureOperation>[0],
    Parameters<typeof measureOperation>[2],
    NonNullable<Parameters<typeof measureOperation>[3]>['others']?,
  ]
): (name: string) => number[] {
  const { columns } = measureOperation(operation, {}, image, others ? { others } : {});
  return (name) => [...columns.find(({ info }) => info.name === name)!.data.values] as number[];
}

function expectColumn(found: number[], expected: Float64Array, name: string): void {
  expect(found.length, name).toBe(expected.length);
  expected.forEach((value, i) => {
    const apart = Math.abs(found[i] - value) / Math.max(1, Math.abs(value));
    // scikit-image's smaller eigenvalue of a line is 0 but for rounding, its square root is not.
    expect(apart, `${name} of row ${i}: ${found[i]} instead of ${value}`).toBeLessThanOrEqual(
      value < 1e-5 ? 1e-6 : TOLERANCE,
    );
  });
}
