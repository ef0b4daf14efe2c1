import { describe, expect, it } from 'vitest';
import { dbscan, dbscanWarnings } from '../../../../src/core/cluster/index.ts';

const silent = (): void => {};

/** Two crowded bands of points that face each other across a gap. */
function bands(gap: number): Float64Array[] {
  const each = 1500;
  const x = new Float64Array(2 * each);
  const y = new Float64Array(2 * each);
  for (let i = 0; i < each; i++) {
    x[i] = (i % 50) * 0.012;
    y[i] = -Math.floor(i / 50) * 0.01;
    x[each + i] = x[i]! + 0.006;
    y[each + i] = gap - y[i]!;
  }
  return [x, y];
}

describe('dbscan', () => {
  it.each([
    [1.1, 2],
    [0.99, 1],
  ])('looks at crowded cells as a whole: a gap of %s gives %s clusters', (gap, clusters) => {
    for (const minSamples of [5, 250]) {
      const found = dbscan(bands(gap), { eps: 1, minSamples }, silent);
      expect(found.clusters).toBe(clusters);
      expect(found.noise).toBe(0);
    }
  });

  it('counts a distance of exactly eps, and the point itself', () => {
    const line = [Float64Array.of(0, 1, 2, 3.0000001)];
    expect([...dbscan(line, { eps: 1, minSamples: 3 }, silent).labels]).toEqual([0, 0, 0, -1]);
    expect([...dbscan(line, { eps: 1, minSamples: 3 }, silent).core]).toEqual([0, 1, 0, 0]);
  });

  it('labels rows with a missing cell -2, and no row at all nothing', () => {
    const found = dbscan(
      [Float64Array.of(1, NaN, 1), Float64Array.of(1, 1, Infinity)],
      { eps: 1, minSamples: 1 },
      silent,
    );
    expect([...found.labels]).toEqual([0, -2, -2]);
    expect(found.skipped).toBe(2);
    expect(dbscan([new Float64Array(0)], { eps: 1, minSamples: 1 }, silent).clusters).toBe(0);
  });

  it.each([
    [[], 1, 1],
    [[Float64Array.of(1)], 0, 1],
    [[Float64Array.of(1)], NaN, 1],
    [[Float64Array.of(1)], 1, 0],
    [[Float64Array.of(1)], 1, 1.5],
  ])('refuses %j with eps %s and min_samples %s', (columns, eps, minSamples) => {
    expect(() => dbscan(columns as Float64Array[], { eps, minSamples }, silent)).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });

  it('says in words when eps does not fit', () => {
    const options = { eps: 3, minSamples: 5 };
    expect(dbscanWarnings({ clusters: 1, noise: 0, points: 9 }, options)[0]).toContain('one cluster');
    expect(dbscanWarnings({ clusters: 0, noise: 9, points: 9 }, options)[0]).toContain('Raise eps');
    expect(dbscanWarnings({ clusters: 0, noise: 4, points: 4 }, options)[0]).toContain('more than the 4');
    expect(dbscanWarnings({ clusters: 2, noise: 4, points: 9 }, options)).toEqual([]);
  });
});
