import { describe, expect, it } from 'vitest';
import { dbscan, kmeans as kmeansAlone } from '../../../../src/core/cluster/index.ts';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { dbscan as dbscanInPool, kmeans } from '../../../../src/engine/cluster/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import type { Pool } from '../../../../src/engine/pool.ts';
import { clusterHandlers } from '../../../../src/workers/cluster/handlers.ts';

/** A pool of so many threads whose jobs are done here, the last asked for first; what they carry is copied as between threads. */
function fakePool(threads: number): Pool {
  const waiting: (() => void)[] = [];
  return {
    threads,
    taskBytes: 1,
    run: (job, input) =>
      new Promise((resolve, reject) => {
        const handler = (clusterHandlers as unknown as Record<string, (input: unknown) => unknown>)[job]!;
        waiting.push(() => {
          Promise.resolve()
            .then(() => handler(structuredClone(input)))
            .then((output) => resolve(structuredClone(output) as never), reject);
        });
        setImmediate(() => waiting.pop()!());
      }),
    close: () => Promise.resolve(),
  };
}

/** Clumps, noise, ties and missing cells. */
function table(dimensions: number, rows: number): Float64Array[] {
  return Array.from({ length: dimensions }, (_, j) => {
    const column = new Float64Array(new SharedArrayBuffer(8 * rows));
    for (let i = 0; i < rows; i++) {
      const noise = ((i * (7919 + 104 * j)) % 10_007) / 10_007;
      column[i] = i % 3 === 0 ? noise * 40 : Math.round((noise * 4 + (i % 7) * 5 * (j + 1)) * 50) / 50;
      if (i % 1009 === j) column[i] = NaN;
    }
    return column;
  });
}

describe('the pool', () => {
  it.each([
    [1, 0.003, 5],
    [2, 0.2, 5],
    [2, 0.2, 250],
    [2, 1e-13, 2],
    [2, 100, 3],
    [3, 1, 6],
  ])(
    'gives a DBSCAN of %s columns, eps %s, min_samples %s the same bytes for any threads',
    async (d, eps, minSamples) => {
      const columns = table(d, 10_500);
      const alone = dbscan(columns, { eps, minSamples }, () => {});
      for (const threads of [1, 3]) {
        const request = { columns, scaling: 'none', eps, minSamples } as const;
        const { warnings, ...found } = await dbscanInPool(fakePool(threads), request, silentWork());
        expect(found).toEqual(alone);
        expect(Array.isArray(warnings)).toBe(true);
      }
    },
  );

  it('gives a k-means the same bytes for any threads, scaled and with an empty cluster', async () => {
    const columns = table(2, 21_000);
    const options = { nClusters: 4, nInit: 2, maxIter: 50, tol: 1e-4, randomState: 3 };
    const alone = await kmeansAlone(columns, options, createScalarKernels(), () => {});
    for (const threads of [1, 3]) {
      const request = { columns, scaling: 'none', ...options } as const;
      const found = await kmeans(fakePool(threads), request, silentWork());
      expect(found).toMatchObject({ ...alone, labels: expect.anything(), clusters: 4, noise: 0 });
      expect([...found.labels]).toEqual([...alone.labels]);
    }
    const init = [
      [0, 0],
      [10, 10],
      [20, 20],
      [1e6, 1e6],
    ];
    const far = { columns, scaling: 'robust', ...options, init } as const;
    const [one, many] = await Promise.all([1, 5].map((n) => kmeans(fakePool(n), far, silentWork())));
    expect(many).toEqual(one);
    expect(one!.clusters).toBe(4);
    expect(Math.max(...one!.centers.flat())).toBeLessThan(100);
  });

  it('gives falling inertias, and stops when told to', async () => {
    const columns = table(2, 600);
    const options = { nClusters: 1, nInit: 3, maxIter: 50, tol: 1e-4, randomState: 0 };
    const request = { columns, scaling: 'standard', ...options } as const;
    const inertias: number[] = [];
    for (let nClusters = 1; nClusters <= 6; nClusters++)
      inertias.push((await kmeans(fakePool(2), { ...request, nClusters }, silentWork())).inertia);
    for (let k = 1; k < 6; k++) expect(inertias[k]!).toBeLessThan(inertias[k - 1]!);
    const work = silentWork();
    Atomics.store(new Int32Array(work.control.cancel), 0, 1);
    await expect(kmeans(fakePool(2), request, work)).rejects.toMatchObject({ code: 'cancelled' });
    const dense = { columns: table(2, 12_000), scaling: 'none', eps: 1, minSamples: 5 } as const;
    await expect(dbscanInPool(fakePool(2), dense, work)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
