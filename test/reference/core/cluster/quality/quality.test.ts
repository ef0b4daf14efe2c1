import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  adjustedRand,
  groupPoints,
  meanSilhouettes,
  silhouettes,
} from '../../../../../src/core/cluster/index.ts';
import { referenceCases } from '../../../../support/referenceGroup.ts';
import { hasShared } from '../../../../support/shared.ts';

// Made by generate.py beside it.
const fixture = JSON.parse(readFileSync(new URL('quality.json', import.meta.url), 'utf8')) as {
  readonly silhouettes: readonly {
    readonly name: string;
    readonly points: readonly (readonly number[])[];
    readonly labels: readonly number[];
    readonly rows: readonly number[];
    readonly values: readonly number[];
    readonly mean: number;
  }[];
  readonly rand: readonly {
    readonly name: string;
    readonly a: readonly number[];
    readonly b: readonly number[];
    readonly adjusted_rand: number;
  }[];
};

describe('silhouettes as in scikit-learn', () => {
  it.each(fixture.silhouettes)('$name', ({ points, labels, rows, values, mean }) => {
    const columns = points[0].map((_, j) => Float64Array.from(points, (row) => row[j]));
    const usable = Uint32Array.from(points.keys());
    const groups = groupPoints(columns, Int32Array.from(labels), usable, 0);
    const found = silhouettes(groups, 0, groups.points.count, () => {});
    expect([...groups.rows].sort((a, b) => a - b)).toEqual(rows);
    // scikit-learn takes distances from dot products, which cost it a few digits.
    groups.rows.forEach((row, i) => expect(found[i]).toBeCloseTo(values[rows.indexOf(row)], 7));
    expect(meanSilhouettes(found, groups.starts).mean).toBeCloseTo(mean, 7);
  });
});

describe('adjusted Rand index as in scikit-learn', () => {
  it.each(fixture.rand)('$name', ({ a, b, adjusted_rand }) => {
    expect(adjustedRand(Int32Array.from(a), Int32Array.from(b))).toBeCloseTo(adjusted_rand, 12);
  });

  const cases = hasShared ? referenceCases('dbscan') : [];
  const truthOf = (one: (typeof cases)[number]): unknown =>
    one['truth'] ?? cases.find(({ name }) => name === one['data_of'])?.['truth'];
  const compared = cases.filter((one) => 'adjusted_rand' in one && truthOf(one) !== undefined);
  it.skipIf(!hasShared)('holds for the reference clusterings', () => {
    expect(compared.length).toBeGreaterThan(0);
    for (const one of compared) {
      const found = adjustedRand(
        Int32Array.from(truthOf(one) as number[]),
        Int32Array.from(one['labels'] as number[]),
      );
      expect(found, one.name).toBeCloseTo(one['adjusted_rand'] as number, 12);
    }
  });
});
