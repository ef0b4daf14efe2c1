import { meanSilhouettes, SILHOUETTE_ROWS, valuesOfRows } from '../../core/cluster/index.ts';
import type { ClusterColumns } from '../cluster/request.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { inRanges, joined } from './inRanges.ts';

export interface SilhouetteRequest extends Omit<ClusterColumns, 'names'> {
  /** By row; those below 0 are in no cluster. */
  readonly labels: Int32Array;
  /** Chooses the sample where there are too many rows; 0 if left out. */
  readonly seed?: number;
}

export interface SilhouetteResult {
  /** By row of the table: NaN for rows in no cluster or not in the sample. */
  readonly values: Float64Array;
  readonly mean: number;
  /** Labels of clusters, ascending, and the mean of each. */
  readonly labels: Int32Array;
  readonly clusterMeans: Float64Array;
  readonly sampled: boolean;
  readonly warnings: readonly string[];
}

const RANGE_POINTS = 512;

/** The silhouettes of a clustering, on all threads: exact up to 20,000 rows, else within a seeded sample of as many. */
export async function silhouette(
  pool: Pool,
  { columns, labels, scaling, seed = 0 }: SilhouetteRequest,
  work: Work,
): Promise<SilhouetteResult> {
  const { control } = work;
  const groups = await pool.run('groupPoints', { columns, labels, scaling, seed }, PRIORITY.asked);
  const { count } = groups.points;
  work.expect(count, 'Comparing clusters');
  const values = joined(
    await inRanges(count, RANGE_POINTS, control, (from, to) =>
      pool.run('silhouettes', { groups, from, to, control }, PRIORITY.asked),
    ),
  );
  const { mean, clusters } = meanSilhouettes(values, groups.starts);
  return {
    values: valuesOfRows(values, groups.rows, labels.length),
    mean,
    labels: groups.labels,
    clusterMeans: clusters,
    sampled: groups.sampled,
    warnings: groups.sampled
      ? [`The silhouette was taken within a sample of ${SILHOUETTE_ROWS} rows (seed ${seed}).`]
      : [],
  };
}
