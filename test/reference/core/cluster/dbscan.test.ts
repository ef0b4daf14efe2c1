import { describe, expect, it } from 'vitest';
import { dbscan } from '../../../../src/core/cluster/index.ts';
import { referenceCases, type ReferenceCase } from '../../../support/referenceGroup.ts';
import { hasShared } from '../../../support/shared.ts';

describe.skipIf(!hasShared)('dbscan against scikit-learn', () => {
  const cases = hasShared ? referenceCases('dbscan') : [];
  const byName = new Map(cases.map((one) => [one.name, one]));
  const chosen = cases.filter((one) => typeof one['eps'] === 'number');

  it.each(chosen.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const found = dbscan(
      columnsOf(one, byName),
      {
        eps: one['eps'] as number,
        minSamples: one['min_samples'] as number,
      },
      () => {},
    );
    expect([...found.labels]).toEqual(one['labels']);
    expect([...found.core].flatMap((core, i) => (core === 1 ? [i] : []))).toEqual(one['core']);
    expect(found.clusters).toBe(one['clusters']);
  });
});

function columnsOf(one: ReferenceCase, byName: ReadonlyMap<string, ReferenceCase>): Float64Array[] {
  const points = (one['X'] ?? byName.get(one['data_of'] as string)!['X']) as readonly number[][];
  return points[0]!.map((__, j) => Float64Array.from(points, (point) => point[j]!));
}
