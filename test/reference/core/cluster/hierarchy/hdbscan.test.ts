import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  buildKdTree,
  hdbscanClusters,
  neighbourDistances,
  type SelectionMethod,
} from '../../../../../src/core/cluster/index.ts';

interface HdbscanCase {
  readonly name: string;
  readonly points: string;
  readonly min_cluster_size: number;
  readonly min_samples: number;
  readonly method: SelectionMethod;
  readonly labels: readonly number[];
  readonly probabilities: readonly number[];
  readonly stability: readonly (number | string)[];
  readonly condensed_clusters: number;
}

// Made by generate.py beside it, from the definition and without any tree.
const fixture = JSON.parse(readFileSync(new URL('hdbscan.json', import.meta.url), 'utf8')) as {
  readonly points: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly cases: readonly HdbscanCase[];
};

describe('hdbscan as defined', () => {
  it.each(fixture.cases)('$name', (expected) => {
    const rows = fixture.points[expected.points];
    const count = rows.length;
    const tree = buildKdTree({ data: Float64Array.from(rows.flat()), count, dims: rows[0].length });
    const core = neighbourDistances(tree, expected.min_samples, 0, count, () => {});
    const options = {
      minClusterSize: expected.min_cluster_size,
      clusterSelectionMethod: expected.method,
    };
    const found = hdbscanClusters(tree, core, options, () => {});
    expect([...found.labels]).toEqual(expected.labels);
    expect(found.condensed.clusters).toBe(expected.condensed_clusters);
    expect(found.clusters).toBe(expected.stability.length);
    // Sums of a few dozen terms in another order.
    found.probabilities.forEach((p, i) => expect(p).toBeCloseTo(expected.probabilities[i], 12));
    found.labelOf.forEach((label, cluster) => {
      if (label < 0) return;
      const stability = Number(expected.stability[label]);
      if (stability === Infinity) expect(found.condensed.stability[cluster]).toBe(Infinity);
      else expect(found.condensed.stability[cluster] / stability).toBeCloseTo(1, 10);
    });
  });
});
