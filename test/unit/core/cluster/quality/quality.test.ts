import { describe, expect, it } from 'vitest';
import {
  adjustedRand,
  groupPoints,
  kDistanceCurve,
  silhouettes,
  SILHOUETTE_ROWS,
} from '../../../../../src/core/cluster/index.ts';
import { unlikeSpreads } from '../../../../../src/core/cluster/quality/unlikeSpreads.ts';

const silent = (): void => {};

describe('adjustedRand', () => {
  it('leaves out rows that either clustering left out', () => {
    expect(adjustedRand(Int32Array.of(0, 0, 1, 1, 5), Int32Array.of(1, 1, 0, 0, -2))).toBe(1);
    expect(adjustedRand(Int32Array.of(-2, -2), Int32Array.of(1, 2))).toBe(1);
    expect(adjustedRand(new Int32Array(0), new Int32Array(0))).toBe(1);
  });

  it('counts noise as a cluster', () => {
    const noise = Int32Array.of(-1, -1, 0, 0);
    expect(adjustedRand(noise, Int32Array.of(0, 0, 1, 1))).toBe(1);
    expect(adjustedRand(noise, Int32Array.of(0, 1, 2, 2))).toBeLessThan(1);
  });

  it('refuses columns of different lengths', () => {
    expect(() => adjustedRand(new Int32Array(2), new Int32Array(3))).toThrow(
      expect.objectContaining({ code: 'bad-argument' }),
    );
  });
});

describe('kDistanceCurve', () => {
  it('finds the bend of two straight lines', () => {
    const distances = Float64Array.from({ length: 100 }, (_, i) => (i < 80 ? 1 + i / 1000 : 1.08 + (i - 79)));
    const { knee, rank } = kDistanceCurve(distances.slice().reverse());
    expect(knee).toBe(distances[79]);
    expect(rank).toHaveLength(100);
  });

  it('has no knee where it is straight, flat or too short', () => {
    expect(kDistanceCurve(Float64Array.of(0, 0.25, 0.5, 0.75, 1)).knee).toBeNull();
    expect(kDistanceCurve(Float64Array.of(2, 2, 2, 2)).knee).toBeNull();
    expect(kDistanceCurve(Float64Array.of(1, 2)).knee).toBeNull();
    expect(kDistanceCurve(Float64Array.of(1))).toEqual({
      distances: Float64Array.of(1),
      rank: Float64Array.of(1),
      knee: null,
    });
  });

  it('keeps a thousand points, both ends among them', () => {
    const { distances, rank } = kDistanceCurve(Float64Array.from({ length: 12_345 }, (_, i) => 12_344 - i));
    expect(distances).toHaveLength(1000);
    expect([distances[0], distances[999], rank[0], rank[999]]).toEqual([0, 12_344, 1, 12_345]);
    distances.forEach((d, i) => expect(rank[i]).toBe(d + 1));
  });
});

describe('silhouettes', () => {
  it('of four rows on a line, by hand', () => {
    const groups = groupPoints(
      [Float64Array.of(0, 10, 2, 14, 99)],
      Int32Array.of(3, 7, 3, 7, -1),
      Uint32Array.of(0, 1, 2, 3, 4),
      0,
    );
    expect([...groups.rows]).toEqual([0, 2, 1, 3]);
    expect([...groups.labels]).toEqual([3, 7]);
    const expected = [(12 - 2) / 12, (10 - 2) / 10, (9 - 4) / 9, (13 - 4) / 13];
    silhouettes(groups, 0, 4, silent).forEach((s, i) => expect(s).toBeCloseTo(expected[i], 12));
    expect(silhouettes(groups, 2, 4, silent)).toEqual(silhouettes(groups, 0, 4, silent).slice(2));
  });

  it('takes a seeded sample of very many rows, and says so', () => {
    const count = SILHOUETTE_ROWS + 5000;
    const column = Float64Array.from({ length: count }, (_, i) => i);
    const labels = Int32Array.from({ length: count }, (_, i) => i % 2);
    const usable = Uint32Array.from({ length: count }, (_, i) => i);
    const take = (seed: number): Uint32Array => {
      const groups = groupPoints([column], labels, usable, seed);
      expect(groups.sampled).toBe(true);
      return groups.rows.slice().sort();
    };
    const rows = take(1);
    expect(new Set(rows).size).toBe(SILHOUETTE_ROWS);
    expect(take(1)).toEqual(rows);
    expect(take(2)).not.toEqual(rows);
    // Rows of the last fifth are as likely as any: 4000 of them, give or take five standard deviations.
    expect(Math.abs(rows.filter((row) => row >= count * 0.8).length - 4000)).toBeLessThan(5 * 26);
  });

  it.each([
    ['one cluster', [0, 0, 0]],
    ['as many clusters as rows', [0, 1, 2]],
    ['noise only', [-1, -1, -2]],
  ])('are refused for %s', (_, labels) => {
    const columns = [Float64Array.of(1, 2, 3)];
    expect(() => groupPoints(columns, Int32Array.from(labels), Uint32Array.of(0, 1, 2), 0)).toThrow(
      expect.objectContaining({ code: 'no-data' }),
    );
  });
});

describe('unlikeSpreads', () => {
  it('names the columns, constant ones aside', () => {
    expect(unlikeSpreads([1, 0, 400])).toEqual({ widest: 2, narrowest: 0, ratio: 20 });
  });

  it('says nothing of a ratio of ten or less', () => {
    expect(unlikeSpreads([1, 100])).toBeNull();
    expect(unlikeSpreads([0])).toBeNull();
    expect(unlikeSpreads([])).toBeNull();
  });
});
