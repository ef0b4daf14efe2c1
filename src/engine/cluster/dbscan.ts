import {
  dbscanPieces,
  dbscanWarnings,
  type DbscanLabels,
  type DbscanOptions,
  type DbscanState,
} from '../../core/cluster/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { inPieces } from './inPieces.ts';
import type { ClusterColumns } from './request.ts';

export type DbscanRequest = ClusterColumns & DbscanOptions;

export interface DbscanResult extends DbscanLabels {
  readonly warnings: readonly string[];
}

/** Tables up to this many rows are done sooner on one thread than handed around. */
const SMALL_ROWS = 10_000;
/** Pieces for each thread, which evens out crowded and empty parts of the data. */
const PIECES_PER_THREAD = 4;

/** Clusters the rows of a table by density on all threads of the pool; the same bytes whatever their number. */
export async function dbscan(pool: Pool, request: DbscanRequest, work: Work): Promise<DbscanResult> {
  const { columns, names = [], scaling, eps, minSamples } = request;
  const { control } = work;
  const options = { eps, minSamples };
  const tableRows = columns[0]?.length ?? 0;
  work.expect(3 * tableRows, 'Finding clusters');
  // Looked at last; until then a failure must not count as unhandled.
  const found =
    tableRows <= SMALL_ROWS
      ? pool.run('dbscan', { columns, options, scaling, control }, PRIORITY.asked)
      : inParts(pool, request, work);
  const advice = pool.run('columnWarnings', { columns, scaling, names }, PRIORITY.asked);
  advice.catch(() => {});
  const labels = await found;
  const points = tableRows - labels.skipped;
  return { ...labels, warnings: [...(await advice), ...dbscanWarnings({ ...labels, points }, options)] };
}

async function inParts(
  pool: Pool,
  { columns, scaling, eps, minSamples }: DbscanRequest,
  { control }: Work,
): Promise<DbscanLabels> {
  const options = { eps, minSamples };
  const bands = pool.threads;
  const planned = await pool.run('dbscanPlan', { columns, options, scaling, bands, control }, PRIORITY.asked);
  const { plan, skipped } = planned;
  let state: DbscanState;
  if (plan) {
    const parts = await inPieces(plan.bands, control, (low, high) =>
      pool.run('dbscanBand', { columns: planned.columns, plan, low, high }, PRIORITY.asked),
    );
    const tableRows = columns[0]!.length;
    state = await pool.run('dbscanFromBands', { parts, minSamples, tableRows }, PRIORITY.asked);
  } else {
    const prepare = { columns: planned.columns, options, control };
    state = await pool.run('dbscanPrepare', prepare, PRIORITY.asked);
  }
  const cuts = dbscanPieces(state, pool.threads * PIECES_PER_THREAD);
  const all = (step: 'cores' | 'join' | 'label'): Promise<number[]> =>
    inPieces(cuts, control, (u0, u1) =>
      pool.run('dbscanStep', { state, step, u0, u1, control }, PRIORITY.asked),
    );
  await all('cores');
  await all('join');
  const clusters = await pool.run('dbscanNumber', { state }, PRIORITY.asked);
  const noise = (await all('label')).reduce((sum, count) => sum + count, 0);
  return { labels: state.labels, core: state.core, clusters, noise, skipped };
}
