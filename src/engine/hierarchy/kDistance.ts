import type { KDistanceCurve } from '../../core/cluster/index.ts';
import type { ClusterColumns } from '../cluster/request.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { treeAndDistances } from './neighbours.ts';
import { tablePoints } from './tablePoints.ts';

export interface KDistanceRequest extends ClusterColumns {
  /** Which neighbour, the point itself being the first: DBSCAN's min_samples. */
  readonly k: number;
}

export interface KDistanceResult extends KDistanceCurve {
  readonly skipped: number;
  readonly warnings: readonly string[];
}

/** The k-distance curve of rows of a table, whose knee is proposed as eps; the searches run on all threads. */
export async function kDistance(pool: Pool, request: KDistanceRequest, work: Work): Promise<KDistanceResult> {
  const { points, skipped, warnings } = await tablePoints(pool, request);
  work.expect(points.count, 'Measuring distances to neighbours');
  const { distances } = await treeAndDistances(pool, points, request.k, work);
  return { ...(await pool.run('kDistanceCurve', { distances }, PRIORITY.asked)), skipped, warnings };
}
