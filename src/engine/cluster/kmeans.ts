import {
  bestRun,
  centresInUnits,
  kmeansBlocks,
  kmeansWarnings,
  scaledPoints,
  sumInOrder,
  unscaledPoints,
  type KmeansLabelling,
  type KmeansOptions,
  type KmeansRunner,
} from '../../core/cluster/index.ts';
import type { KmeansTable } from '../../shared/clusterJobs.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { inPieces } from './inPieces.ts';
import type { ClusterColumns } from './request.ts';

export type KmeansRequest = ClusterColumns & KmeansOptions;

export interface KmeansResult extends KmeansLabelling {
  /** Clusters that hold a row. */
  readonly clusters: number;
  readonly noise: 0;
  readonly warnings: readonly string[];
}

/** Tables up to this many rows are done sooner on one thread than handed around. */
const SMALL_ROWS = 20_000;
/** For the progress bar: how many iterations a run takes is not known before. */
const USUAL_ITERATIONS = 30;

/** Clusters the rows of a table around centres on all threads of the pool; the same bytes whatever their number. */
export async function kmeans(pool: Pool, request: KmeansRequest, work: Work): Promise<KmeansResult> {
  const { columns, names = [], scaling, ...options } = request;
  const { control } = work;
  const advice = pool.run('columnWarnings', { columns, scaling, names }, PRIORITY.asked);
  // Looked at last; until then a failure must not count as unhandled.
  advice.catch(() => {});
  let found: KmeansLabelling;
  if ((columns[0]?.length ?? 0) <= SMALL_ROWS) {
    work.expect(options.nInit * USUAL_ITERATIONS, 'Moving centres');
    found = await pool.run('kmeans', { columns, options, scaling, control }, PRIORITY.asked);
  } else found = await inParts(pool, request, work);
  const clusters = heldClusters(found.labels, options.nClusters);
  const warnings = [...(await advice), ...kmeansWarnings({ ...found, clusters }, options)];
  return { ...found, clusters, noise: 0, warnings };
}

async function inParts(pool: Pool, request: KmeansRequest, work: Work): Promise<KmeansLabelling> {
  const { columns, scaling, names: _, ...options } = request;
  const { nClusters, init } = options;
  const prepare = { columns, clusters: nClusters, scaling };
  const table = await pool.run('kmeansPrepare', prepare, PRIORITY.asked);
  const { data, rows, skipped } = table;
  const scaledOptions = init ? { ...options, init: scaledPoints(init, table) } : options;
  const runner = poolRunner(pool, table, options, work);
  const { labels, centres, inertia, iterations } = await bestRun(data, scaledOptions, runner);
  const tableRows = columns[0]!.length;
  return {
    labels: await pool.run('kmeansLabels', { labels, rows, tableRows }, PRIORITY.asked),
    centers: unscaledPoints(centresInUnits(data, centres), table),
    inertia,
    iterations,
    skipped,
  };
}

function heldClusters(labels: Int32Array, clusters: number): number {
  const held = new Uint8Array(clusters);
  for (const label of labels) if (label >= 0) held[label] = 1;
  return held.reduce((sum, one) => sum + one, 0);
}

function poolRunner(
  pool: Pool,
  { data, shared }: KmeansTable,
  { nClusters, nInit, randomState }: KmeansOptions,
  work: Work,
): KmeansRunner {
  const { control } = work;
  const blocks = kmeansBlocks(data, nClusters);
  // Every block costs the same, so each thread takes one stretch of them.
  const cuts = [
    ...new Set(Array.from({ length: pool.threads + 1 }, (_, i) => Math.floor((blocks * i) / pool.threads))),
  ];
  const { labels } = shared;
  const seeds: Promise<Float64Array>[] = [];
  const seed = (run: number): Promise<Float64Array> => {
    const drawn = pool.run('kmeansSeed', { data, nClusters, randomState, run, control }, PRIORITY.asked);
    // Waited for only when its run is due; until then a failure must not count as unhandled.
    drawn.catch(() => {});
    return drawn;
  };
  return {
    shared,
    steps: {
      async assign(centres) {
        const changed = await inPieces(cuts, control, (b0, b1) =>
          pool.run('kmeansAssign', { data, centres, shared, b0, b1, control }, PRIORITY.asked),
        );
        return changed.reduce((sum, count) => sum + count, 0);
      },
      farthest: (centres, count) =>
        pool.run('kmeansFarthest', { data, centres, labels, count }, PRIORITY.asked),
      async inertia(centres) {
        const parts = await inPieces(cuts, control, (b0, b1) =>
          pool.run('kmeansInertia', { data, centres, labels, b0, b1 }, PRIORITY.asked),
        );
        return sumInOrder(Float64Array.from(parts.flatMap((part) => [...part])));
      },
    },
    seed(run) {
      work.expect(blocks * USUAL_ITERATIONS, `Moving centres, run ${run + 1}`);
      // One thread draws the centres of a run, so those of the next runs are drawn on the others meanwhile.
      if (!seeds[run])
        for (let next = run; next < Math.min(nInit, run + pool.threads); next++) seeds[next] = seed(next);
      return seeds[run]!;
    },
  };
}
