import type { Linkage, Scaling, SelectionMethod } from '../../core/cluster/index.ts';
import { AppError } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import type { TreeSegment } from '../../shared/index.ts';
import { dbscan, kmeans } from '../cluster/index.ts';
import { hdbscan, hierarchical, type HierarchicalResult } from '../hierarchy/index.ts';
import type { ClusteringValue, TableValue } from '../values.ts';
import { namedColumns } from './namedColumns.ts';
import type { TableRun } from './tableParts.ts';

const NONE = { inertia: null, centers: null, tree: null } as const;

/** Runs one of the clusterings on the columns that its parameters name. */
export async function runClustering(
  run: TableRun,
  operation: string,
  params: ParameterValues,
  table: TableValue,
): Promise<ClusteringValue> {
  const { pool } = run.parts;
  const { names, columns } = await namedColumns(run, table, params['columns'], 'the clustering');
  const request = { columns, names, scaling: String(params['scaling']) as Scaling };
  const number = (name: string): number => Number(params[name]);
  switch (operation) {
    case 'dbscan': {
      const found = await dbscan(
        pool,
        { ...request, eps: number('eps'), minSamples: number('min_samples') },
        run.work,
      );
      return clustering(operation, found, NONE);
    }
    case 'kmeans': {
      const found = await kmeans(
        pool,
        {
          ...request,
          nClusters: number('n_clusters'),
          nInit: number('n_init'),
          maxIter: number('max_iter'),
          tol: number('tol'),
          randomState: number('random_state'),
        },
        run.work,
      );
      return clustering(operation, found, { ...NONE, inertia: found.inertia, centers: found.centers });
    }
    case 'hierarchical': {
      const threshold = number('distance_threshold');
      const cut = threshold > 0 ? { distanceThreshold: threshold } : { nClusters: number('n_clusters') };
      const found = await hierarchical(
        pool,
        { ...request, linkage: String(params['linkage']) as Linkage, ...cut },
        run.work,
      );
      return clustering(operation, found, { ...NONE, tree: treeOf(found) });
    }
    case 'hdbscan': {
      const found = await hdbscan(
        pool,
        {
          ...request,
          minClusterSize: number('min_cluster_size'),
          minSamples: number('min_samples'),
          clusterSelectionMethod: String(params['cluster_selection_method']) as SelectionMethod,
        },
        run.work,
      );
      return clustering(operation, found, NONE);
    }
    default:
      throw new AppError('internal', `The engine cannot cluster by "${operation}".`);
  }
}

interface Found {
  readonly labels: Int32Array;
  readonly clusters: number;
  readonly noise: number;
  readonly skipped: number;
  readonly warnings: readonly string[];
}

function clustering(
  operation: string,
  { labels, clusters, noise, skipped, warnings }: Found,
  more: Pick<ClusteringValue, 'inertia' | 'centers' | 'tree'>,
): ClusteringValue {
  const sizes = new Array<number>(clusters).fill(0);
  for (const label of labels) if (label >= 0) sizes[label]! += 1;
  return { kind: 'clustering', operation, labels, clusters, noise, skipped, sizes, warnings, ...more };
}

/** The brackets of a dendrogram as lines, each below the cut with the label of all rows under it. */
function treeOf(found: HierarchicalResult): ClusteringValue['tree'] {
  const { dendrogram: drawn, tree, clusters, height: cut } = found;
  // A merge can be lower than the one before it, so its height does not tell whether it was made.
  const firstAbove = 2 * tree.count - clusters;
  const segments: TreeSegment[] = [];
  for (let i = 0; i < drawn.height.length; i++) {
    const top = drawn.height[i]!;
    const cluster = drawn.firstId + i < firstAbove ? labelUnder(found, drawn.firstId + i) : -1;
    const [left, right] = [drawn.leftX[i]!, drawn.rightX[i]!];
    segments.push({ x1: left, y1: drawn.leftHeight[i]!, x2: left, y2: top, cluster });
    segments.push({ x1: left, y1: top, x2: right, y2: top, cluster });
    segments.push({ x1: right, y1: drawn.rightHeight[i]!, x2: right, y2: top, cluster });
  }
  return { segments, cut };
}

/** The label of one of the rows under a branch of the tree. */
function labelUnder({ tree, rows, labels }: HierarchicalResult, branch: number): number {
  let id = branch;
  while (id >= tree.count) id = tree.left[id - tree.count]!;
  return labels[rows[id]!]!;
}
