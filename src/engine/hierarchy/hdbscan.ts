import {
  labelsOfRows,
  valuesOfRows,
  type CondensedTree,
  type SelectionMethod,
} from '../../core/cluster/index.ts';
import type { ClusterColumns } from '../cluster/request.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { treeAndDistances } from './neighbours.ts';
import { tablePoints } from './tablePoints.ts';

export interface HdbscanRequest extends ClusterColumns {
  readonly minClusterSize: number;
  /** Points within a core distance, the point itself among them; 0 for as many as minClusterSize. */
  readonly minSamples: number;
  readonly clusterSelectionMethod: SelectionMethod;
}

export interface HdbscanResult {
  /** By row of the table: -1 for noise, -2 where a cell is missing. */
  readonly labels: Int32Array;
  /** By row: how firmly it belongs to its cluster, 0 for noise, NaN where a cell is missing. */
  readonly probabilities: Float64Array;
  readonly clusters: number;
  readonly noise: number;
  readonly skipped: number;
  readonly condensed: CondensedTree;
  /** The label of each cluster of the condensed tree, -1 where it was not chosen. */
  readonly labelOf: Int32Array;
  /** The row of each point of the condensed tree. */
  readonly rows: Uint32Array;
  readonly warnings: readonly string[];
}

/** Clusters rows of a table by HDBSCAN: core distances on all threads, the hierarchy on one. */
export async function hdbscan(pool: Pool, request: HdbscanRequest, work: Work): Promise<HdbscanResult> {
  const { minClusterSize, minSamples, clusterSelectionMethod } = request;
  const { points, rows, total, skipped, warnings } = await tablePoints(pool, request);
  work.expect(2 * points.count, 'Finding dense groups');
  const { tree, distances } = await treeAndDistances(pool, points, minSamples || minClusterSize, work);
  const { labels, probabilities, ...found } = await pool.run(
    'hdbscanClusters',
    { tree, core: distances, options: { minClusterSize, clusterSelectionMethod }, control: work.control },
    PRIORITY.asked,
  );
  if (found.clusters === 0) {
    warnings.push(
      `The rows do not split into groups of at least ${minClusterSize}, so all are noise: try a smaller min_cluster_size or min_samples.`,
    );
  }
  return {
    ...found,
    labels: labelsOfRows(labels, rows, total),
    probabilities: valuesOfRows(probabilities, rows, total),
    rows,
    skipped,
    warnings,
  };
}
