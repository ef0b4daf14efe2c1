import { labelsOfRows, type Cut, type Linkage } from '../../core/cluster/index.ts';
import type { CutHierarchy } from '../../shared/hierarchyJobs.ts';
import type { ClusterColumns } from '../cluster/request.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { tablePoints } from './tablePoints.ts';

export type HierarchicalRequest = ClusterColumns & { readonly linkage: Linkage } & Cut;

export interface HierarchicalResult extends CutHierarchy {
  /** By row of the table: -2 where a cell is missing. */
  readonly labels: Int32Array;
  /** The row of each point of the tree. */
  readonly rows: Uint32Array;
  readonly noise: 0;
  readonly skipped: number;
  readonly warnings: readonly string[];
}

/** Brackets that a window can draw and a person can tell apart. */
const SHOWN_MERGES = 200;

/** Clusters rows of a table hierarchically, on one thread of the pool, and cuts the tree by number or by height. */
export async function hierarchical(
  pool: Pool,
  request: HierarchicalRequest,
  work: Work,
): Promise<HierarchicalResult> {
  const { points, rows, total, skipped, warnings } = await tablePoints(pool, request);
  const cut: Cut =
    'nClusters' in request
      ? { nClusters: request.nClusters }
      : { distanceThreshold: request.distanceThreshold };
  work.expect(points.count, 'Merging clusters');
  const { linkage } = request;
  const { control } = work;
  const input = { points, linkage, cut, shownMerges: SHOWN_MERGES, control };
  const { labels, ...hierarchy } = await pool.run('cutHierarchy', input, PRIORITY.asked);
  if ('distanceThreshold' in cut && points.count > 1) {
    const { height } = hierarchy.tree;
    const highest = height.reduce((most, h) => Math.max(most, h), 0);
    if (hierarchy.clusters === 1)
      warnings.push(`The cut lies above the highest merge, at ${highest}: everything is one cluster.`);
    if (hierarchy.clusters === points.count)
      warnings.push(`No merge lies below the cut, the first is at ${height[0]}: each row is a cluster.`);
  }
  return { ...hierarchy, labels: labelsOfRows(labels, rows, total), rows, noise: 0, skipped, warnings };
}
