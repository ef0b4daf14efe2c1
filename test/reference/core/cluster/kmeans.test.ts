import { describe, expect, it } from 'vitest';
import { kmeans } from '../../../../src/core/cluster/index.ts';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { referenceCases } from '../../../support/referenceGroup.ts';
import { hasShared } from '../../../support/shared.ts';

describe.skipIf(!hasShared)('kmeans against scikit-learn', () => {
  const cases = hasShared ? referenceCases('kmeans') : [];
  const byName = new Map(cases.map((one) => [one.name, one]));

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const source = one['X'] ? one : byName.get(one['data_of'] as string)!;
    const points = source['X'] as readonly number[][];
    const columns = points[0]!.map((__, j) => Float64Array.from(points, (point) => point[j]!));
    const found = await kmeans(
      columns,
      {
        nClusters: one['k'] as number,
        nInit: 1,
        maxIter: one['max_iter'] as number,
        tol: one['tol'] as number,
        init: source['init'] as readonly number[][],
        randomState: 0,
      },
      createScalarKernels(),
      () => {},
    );
    const rtol = one['rtol'] as number;
    const inertia = one['inertia'] as number;
    expect([...found.labels]).toEqual(one['labels']);
    expect(found.iterations).toBe(one['n_iter']);
    expect(Math.abs(found.inertia - inertia)).toBeLessThanOrEqual(rtol * inertia);
    const centers = (one['centers'] as readonly number[][]).flat();
    const most = Math.max(...centers.map(Math.abs));
    found.centers
      .flat()
      .forEach((c, i) => expect(Math.abs(c - centers[i]!)).toBeLessThanOrEqual(rtol * most));
  });
});
