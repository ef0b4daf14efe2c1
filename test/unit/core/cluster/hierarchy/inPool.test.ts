import { describe, expect, it } from 'vitest';
import { silentWork, type Work } from '../../../../../src/engine/jobTracker.ts';
import { hdbscan, hierarchical, kDistance, silhouette } from '../../../../../src/engine/hierarchy/index.ts';
import { localPool } from './localPool.ts';

const COUNT = 1200;
const scaling = 'none';

function shared(values: readonly number[]): Float64Array {
  const column = new Float64Array(new SharedArrayBuffer(8 * values.length));
  column.set(values);
  return column;
}

/** Four clumps of rows, the last one at (NaN, 0). */
function clumps(): Float64Array[] {
  let state = 7;
  const uniform = (): number => (state = (state * 16807) % 2147483647) / 2147483647;
  const rows = Array.from({ length: COUNT }, (_, i) => [
    10 * (i % 2) + uniform() + uniform(),
    10 * (i % 4 > 1 ? 1 : 0) + uniform(),
  ]);
  rows[COUNT - 1] = [NaN, 0];
  return [0, 1].map((j) => shared(rows.map((row) => row[j])));
}

async function everything(threads: number): Promise<unknown> {
  const pool = localPool(threads);
  const columns = clumps();
  const work = silentWork();
  const tree = await hierarchical(pool, { columns, scaling, linkage: 'ward', nClusters: 4 }, work);
  const { labels } = tree;
  return [
    tree,
    await hierarchical(pool, { columns, scaling, linkage: 'single', distanceThreshold: 3 }, work),
    await hierarchical(pool, { columns, scaling, linkage: 'median', distanceThreshold: 3 }, work),
    await hierarchical(pool, { columns, scaling, linkage: 'complete', nClusters: 5 }, work),
    await hdbscan(
      pool,
      { columns, scaling, minClusterSize: 20, minSamples: 0, clusterSelectionMethod: 'eom' },
      work,
    ),
    await kDistance(pool, { columns, scaling, k: 5 }, work),
    await silhouette(pool, { columns, scaling, labels }, work),
  ];
}

describe('clustering in the pool', () => {
  it('gives the same bytes on any number of threads', async () => {
    const once = await everything(1);
    for (const threads of [2, 5]) expect(await everything(threads)).toEqual(once);
  });

  it('finds the clumps, and leaves out the row with a missing cell', async () => {
    const pool = localPool(2);
    const columns = clumps();
    const truth = Array.from({ length: COUNT }, (_, i) => (i === COUNT - 1 ? -2 : i % 4));
    for (const cut of [{ nClusters: 4 }, { distanceThreshold: 4 }]) {
      const found = await hierarchical(pool, { columns, scaling, linkage: 'average', ...cut }, silentWork());
      expect([...found.labels]).toEqual(truth);
      expect(found).toMatchObject({ clusters: 4, noise: 0, skipped: 1, warnings: [] });
      expect(found.suggested!.clusters).toBe(4);
      expect(found.copheneticCorrelation).toBeGreaterThan(0.9);
    }
    const dense = await hdbscan(
      pool,
      { columns, scaling, minClusterSize: 50, minSamples: 5, clusterSelectionMethod: 'eom' },
      silentWork(),
    );
    expect(dense).toMatchObject({ clusters: 4, skipped: 1, warnings: [] });
    expect(dense.labels[COUNT - 1]).toBe(-2);
    expect(dense.probabilities[COUNT - 1]).toBeNaN();
    expect(dense.labels.filter((label) => label === -1).length).toBe(dense.noise);
  });

  it('counts its progress up to what it expects', async () => {
    const pool = localPool(2);
    const columns = clumps();
    const expected: number[] = [];
    const work: Work = { ...silentWork(), expect: (rows) => expected.push(rows) };
    await kDistance(pool, { columns, scaling, k: 3 }, work);
    expect(expected).toEqual([COUNT - 1]);
    expect(new Int32Array(work.control.progress)[0]).toBe(COUNT - 1);
  });

  it('stops when it is told to', async () => {
    const pool = localPool(2);
    const columns = clumps();
    const work = silentWork();
    new Int32Array(work.control.cancel)[0] = 1;
    const labels = new Int32Array(COUNT).map((_, i) => i % 4);
    const density = { minClusterSize: 5, minSamples: 0, clusterSelectionMethod: 'leaf' } as const;
    const cancelled = { code: 'cancelled' };
    for (const linkage of ['ward', 'average', 'single', 'centroid'] as const) {
      const request = { columns, scaling, linkage, nClusters: 2 } as const;
      await expect(hierarchical(pool, request, work)).rejects.toMatchObject(cancelled);
    }
    await expect(hdbscan(pool, { columns, scaling, ...density }, work)).rejects.toMatchObject(cancelled);
    await expect(silhouette(pool, { columns, scaling, labels }, work)).rejects.toMatchObject(cancelled);
    await expect(kDistance(pool, { columns, scaling, k: 3 }, work)).rejects.toMatchObject(cancelled);
  });

  it('says what is odd about columns and cuts', async () => {
    const pool = localPool(1);
    const columns = [shared([0, 1, 2, 3]), shared([0, 5000, 1000, 3000])];
    const ask = { linkage: 'complete', names: ['B-V', 'plx'] } as const;
    const above = await hierarchical(
      pool,
      { columns, scaling, distanceThreshold: 1e9, ...ask },
      silentWork(),
    );
    expect(above.warnings).toHaveLength(2);
    expect(above.warnings[0]).toMatch(/^"plx" spreads \d+ times as widely as "B-V"/);
    expect(above.warnings[1]).toContain('everything is one cluster');
    const below = await hierarchical(
      pool,
      { columns, scaling: 'standard', distanceThreshold: 0, ...ask },
      silentWork(),
    );
    expect(below.warnings).toEqual([expect.stringContaining('each row is a cluster')]);
    const sparse = await hdbscan(
      pool,
      { columns, scaling, minClusterSize: 4, minSamples: 2, clusterSelectionMethod: 'eom' },
      silentWork(),
    );
    expect(sparse.noise).toBe(4);
    expect(sparse.warnings.at(-1)).toContain('all are noise');
  });

  it('refuses what cannot be done, in a sentence', async () => {
    const pool = localPool(1);
    const empty = shared([NaN, NaN]);
    const ward = { scaling, linkage: 'ward', nClusters: 3 } as const;
    await expect(hierarchical(pool, { columns: [], ...ward }, silentWork())).rejects.toMatchObject({
      code: 'bad-argument',
      message: 'No column was chosen to cluster by.',
    });
    await expect(hierarchical(pool, { columns: [empty], ...ward }, silentWork())).rejects.toMatchObject({
      code: 'no-data',
    });
    const two = [shared([1, 2])];
    await expect(hierarchical(pool, { columns: two, ...ward }, silentWork())).rejects.toMatchObject({
      code: 'bad-argument',
      message: '2 rows cannot be cut into 3 clusters.',
    });
    await expect(kDistance(pool, { columns: two, scaling, k: 3 }, silentWork())).rejects.toMatchObject({
      code: 'bad-argument',
      message: expect.stringContaining('2 rows'),
    });
    const labels = Int32Array.of(0, -1);
    await expect(silhouette(pool, { columns: two, scaling, labels }, silentWork())).rejects.toMatchObject({
      code: 'no-data',
    });
    await expect(
      silhouette(pool, { columns: two, scaling, labels: new Int32Array(3) }, silentWork()),
    ).rejects.toMatchObject({ code: 'bad-argument' });
  });
});
