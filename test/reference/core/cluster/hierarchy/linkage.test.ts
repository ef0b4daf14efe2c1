import { describe, expect, it } from 'vitest';
import {
  copheneticCorrelation,
  cutTree,
  dendrogram,
  linkageTree,
  type Linkage,
  type Points,
} from '../../../../../src/core/cluster/index.ts';
import { renamed } from '../../../../support/naive/agglomerate.ts';
import { referenceCases, type ReferenceCase } from '../../../../support/referenceGroup.ts';
import { hasShared } from '../../../../support/shared.ts';

describe.skipIf(!hasShared)('linkage as in SciPy', () => {
  const cases = hasShared ? referenceCases('linkage') : [];
  const pointsOf = (one: ReferenceCase): Points => {
    const holder = one['X'] ? one : cases.find(({ name }) => name === one['data_of']);
    const rows = holder!['X'] as number[][];
    return { data: Float64Array.from(rows.flat()), count: rows.length, dims: rows[0].length };
  };
  it.each(cases)('$name', (one) => {
    const points = pointsOf(one);
    const rtol = one['rtol'] as number;
    const tree = linkageTree(points, one['method'] as Linkage, () => {});
    const rows = one['Z'] as number[][];
    expect(tree.height.length).toBe(rows.length);
    rows.forEach(([left, right, height, size], i) => {
      expect([tree.left[i], tree.right[i], tree.size[i]], `merge ${i}`).toEqual([left, right, size]);
      expect(Math.abs(tree.height[i] - height), `height ${i}`).toBeLessThanOrEqual(rtol * height);
    });
    for (const [k, labels] of Object.entries(one['fcluster_maxclust'] as Record<string, number[]>)) {
      // There k is the most, and fewer are made where the next merge is an inversion; ours are k.
      const given = new Set(labels).size;
      if (given < Number(k))
        expect(tree.height[points.count - given - 1]).toBeLessThan(tree.height[points.count - given - 2]);
      expect([...cutTree(tree, { nClusters: given }).labels], `${k} clusters`).toEqual(renamed(labels));
      expect(cutTree(tree, { nClusters: Number(k) }).clusters).toBe(Number(k));
    }
    const { t, labels } = one['fcluster_distance'] as { t: number; labels: number[] };
    // There merges at exactly t are made.
    const cut = cutTree(tree, { distanceThreshold: t * (1 + rtol) });
    expect([...cut.labels]).toEqual(renamed(labels));
    expect([...dendrogram(tree, points.count).leafIds]).toEqual(one['leaves']);
    const correlation = one['cophenetic_correlation'] as number;
    expect(Math.abs(copheneticCorrelation(tree, points) - correlation)).toBeLessThanOrEqual(rtol);
  });
});
