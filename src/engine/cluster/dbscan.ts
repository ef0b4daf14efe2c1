import {
  DBSCAN_STEPS,
  dbscanWarnings,
  gridRoomBytes,
  newDbscanAnswer,
  newDbscanTally,
  readDbscanTally,
  type DbscanLabels,
  type DbscanOptions,
  type DbscanTeamwork,
} from '../../core/cluster/index.ts';
import type { JobControl } from '../../shared/jobs.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { inPieces } from './inPieces.ts';
import type { ClusterColumns } from './request.ts';
import { withRoom } from './roomKeeper.ts';

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
  const tableRows = columns[0]!.length;
  if (!plan) {
    const prepare = { columns: planned.columns, options, control };
    const state = await pool.run('dbscanPrepare', prepare, PRIORITY.asked);
    const { labels, core } = state;
    return { labels, core, ...(await together(pool, state, control)), skipped };
  }
  return withRoom(pool, gridRoomBytes(tableRows - skipped), async (room) => {
    const answer = newDbscanAnswer(tableRows, skipped);
    const source = { columns: planned.columns, plan, minSamples, room, answer };
    return { ...answer, ...(await together(pool, source, control)), skipped };
  });
}

async function together(
  pool: Pool,
  source: DbscanTeamwork['source'],
  control: JobControl,
): Promise<{ clusters: number; noise: number }> {
  const tally = newDbscanTally(pool.threads);
  const taken = new Int32Array(new SharedArrayBuffer(8 * DBSCAN_STEPS));
  const work = { source, pieces: pool.threads * PIECES_PER_THREAD, tally };
  await inPieces([...Array(pool.threads + 1).keys()], control, () =>
    pool.run('dbscanTogether', { work, taken, control }, PRIORITY.asked),
  );
  return readDbscanTally(tally);
}
