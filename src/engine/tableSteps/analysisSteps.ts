import { usableRows, type Scaling } from '../../core/cluster/index.ts';
import { errorRecord } from '../../core/errors/index.ts';
import type { ParameterValues } from '../../core/operations/index.ts';
import { kmeans } from '../cluster/index.ts';
import { kDistance, silhouette, type SilhouetteRequest } from '../hierarchy/index.ts';
import type { AnalysisValue, ClusteringValue, TableValue } from '../values.ts';
import { namedColumns } from './namedColumns.ts';
import type { TableRun } from './tableParts.ts';

/** Most bars of a silhouette plot: more than a screen has rows. */
const SHOWN_SILHOUETTES = 2000;
const MAX_ITERATIONS = 300;
const TOLERANCE = 1e-4;

export async function runKDistance(
  run: TableRun,
  params: ParameterValues,
  table: TableValue,
): Promise<AnalysisValue> {
  const { columns, names } = await namedColumns(run, table, params['columns'], 'the distances');
  const scaling = String(params['scaling']) as Scaling;
  const k = Number(params['k']);
  const { rank, distances, knee } = await kDistance(run.parts.pool, { columns, names, scaling, k }, run.work);
  return {
    kind: 'analysis',
    summary: { kind: 'k-distance', k, rank: Array.from(rank), distance: Array.from(distances), knee },
  };
}

/** Inertia and silhouette of k-means from one cluster to a largest number of them. */
export async function runKCurves(
  run: TableRun,
  params: ParameterValues,
  table: TableValue,
): Promise<AnalysisValue> {
  const { pool } = run.parts;
  const { columns, names } = await namedColumns(run, table, params['columns'], 'the curves');
  const scaling = String(params['scaling']) as Scaling;
  const k: number[] = [];
  const inertia: number[] = [];
  const silhouettes: (number | null)[] = [];
  // More clusters than there are rows cannot be; with no row at all k-means says so.
  const most = Math.min(Number(params['k_max']), Math.max(1, usableRows(columns).rows.length));
  for (let clusters = 1; clusters <= most; clusters++) {
    const found = await kmeans(
      pool,
      {
        columns,
        names,
        scaling,
        nClusters: clusters,
        nInit: Number(params['n_init']),
        maxIter: MAX_ITERATIONS,
        tol: TOLERANCE,
        randomState: Number(params['random_state']),
      },
      run.work,
    );
    k.push(clusters);
    inertia.push(found.inertia);
    const { labels } = found;
    const mean = clusters === 1 ? null : await meanSilhouette(run, { columns, labels, scaling });
    silhouettes.push(mean);
  }
  return {
    kind: 'analysis',
    summary: { kind: 'k-curves', k, inertia, silhouette: silhouettes, best: bestOf(k, silhouettes) },
  };
}

/** The mean silhouette, or null where it is not defined: each row a cluster of its own, or all in one. */
async function meanSilhouette({ parts, work }: TableRun, request: SilhouetteRequest): Promise<number | null> {
  try {
    const { mean } = await silhouette(parts.pool, request, work);
    return Number.isNaN(mean) ? null : mean;
  } catch (error) {
    if (errorRecord(error).code === 'no-data') return null;
    throw error;
  }
}

export async function runSilhouette(
  run: TableRun,
  params: ParameterValues,
  table: TableValue,
  clustering: ClusteringValue,
): Promise<AnalysisValue> {
  const { columns } = await namedColumns(run, table, params['columns'], 'the silhouettes');
  const scaling = String(params['scaling']) as Scaling;
  const { labels } = clustering;
  const found = await silhouette(run.parts.pool, { columns, labels, scaling }, run.work);
  const values = new Map<number, number[]>();
  let sampled = 0;
  for (let row = 0; row < labels.length; row++) {
    const value = found.values[row]!;
    if (Number.isNaN(value)) continue;
    sampled += 1;
    const label = labels[row]!;
    const known = values.get(label);
    if (known) known.push(value);
    else values.set(label, [value]);
  }
  const clusters = Array.from(found.labels, (label, i) => {
    const all = (values.get(label) ?? []).sort((a, b) => b - a);
    return {
      label,
      size: clustering.sizes[label] ?? all.length,
      mean: found.clusterMeans[i]!,
      values: thinned(all, Math.max(2, Math.round((SHOWN_SILHOUETTES * all.length) / Math.max(sampled, 1)))),
    };
  });
  const mean = Number.isNaN(found.mean) ? null : found.mean;
  return { kind: 'analysis', summary: { kind: 'silhouette', mean, sampled, clusters } };
}

/** So many of a list's values, evenly spread, the first and the last among them. */
function thinned(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from(
    { length: count },
    (_, i) => values[Math.round((i * (values.length - 1)) / (count - 1))]!,
  );
}

function bestOf(k: readonly number[], silhouettes: readonly (number | null)[]): number | null {
  let best = -1;
  silhouettes.forEach((value, i) => {
    if (value !== null && (best < 0 || value > silhouettes[best]!)) best = i;
  });
  return best < 0 ? null : k[best]!;
}
