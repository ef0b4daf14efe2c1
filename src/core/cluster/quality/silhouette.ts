import { AppError } from '../../errors/index.ts';
import { pointsOf, type Points, type Tick } from '../points.ts';
import { sharedInt32 } from '../sharedArrays.ts';
import { sampleRows } from './sampleRows.ts';

/** Above this, the silhouette is taken within a seeded sample of so many rows. */
export const SILHOUETTE_ROWS = 20_000;
const TICK_POINTS = 64;

/** The rows of clusters, cluster by cluster. */
export interface GroupedPoints {
  readonly points: Points;
  /** The row of each point. */
  readonly rows: Uint32Array;
  /** The label of each cluster, ascending. */
  readonly labels: Int32Array;
  /** Where the points of each cluster begin, and after the last their number. */
  readonly starts: Int32Array;
  /** Whether the points are a sample of the rows. */
  readonly sampled: boolean;
}

/** The points of a silhouette, from scaled columns and labels: rows of clusters, or a seeded sample of them.
 *
 * Non-finite and masked: noise and rows left out (labels below 0) and rows with a missing cell are in no cluster.
 * Errors: bad-argument for a label of other length, no-data unless two clusters and fewer clusters than rows remain. */
export function groupPoints(
  columns: readonly Float64Array[],
  labels: Int32Array,
  usable: Uint32Array,
  seed: number,
): GroupedPoints {
  if (columns.some((column) => column.length !== labels.length)) {
    throw new AppError('bad-argument', `There are ${labels.length} labels for ${columns[0].length} rows.`, {
      remedy: 'Give the labels of a clustering of the same table.',
    });
  }
  const clustered = usable.filter((row) => labels[row] >= 0);
  const rows = sampleRows(clustered, SILHOUETTE_ROWS, seed);
  // Labels that no row has would give empty clusters, at no distance from anything.
  const present = [...new Set(Array.from(rows, (row) => labels[row]))].sort((a, b) => a - b);
  if (present.length < 2 || present.length >= rows.length) {
    throw new AppError(
      'no-data',
      `The silhouette compares two clusters or more of several rows; here ${rows.length} rows are in ${present.length} ${present.length === 1 ? 'cluster' : 'clusters'}.`,
      { remedy: 'Change the parameters of the clustering so that it gives more clusters, or fewer.' },
    );
  }
  const groupOf = new Map(present.map((label, i) => [label, i]));
  const starts = sharedInt32(present.length + 1);
  for (const row of rows) starts[groupOf.get(labels[row])! + 1]++;
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const next = starts.slice();
  const grouped = new Uint32Array(rows.length);
  for (const row of rows) grouped[next[groupOf.get(labels[row])!]++] = row;
  return {
    points: pointsOf(columns, grouped),
    rows: grouped,
    labels: Int32Array.from(present),
    starts,
    sampled: rows.length < clustered.length,
  };
}

/** The silhouette of some points: how much nearer each is to its own cluster than to the next.
 *
 * Method: (b - a) / max(a, b), with a the mean distance to the others of its cluster and b the least of the mean distances
 *         to another cluster; 0 for the only point of a cluster, and where all distances are 0.
 * Shape:  points from … to - 1 of the groups.   Units: none, -1 … 1.
 * Errors: none.   Cost: O((to - from) n dims).
 * Source: Rousseeuw 1987, Silhouettes: a graphical aid to the interpretation and validation of cluster analysis.
 * Checked against: scikit-learn 1.2.1's silhouette_samples, absolute 5e-8 (its distances come from dot products), in the
 *         reference test. */
export function silhouettes(
  { points: { data, dims }, starts }: GroupedPoints,
  from: number,
  to: number,
  tick: Tick,
): Float64Array<ArrayBuffer> {
  const out = new Float64Array(to - from);
  let own = 0;
  for (let i = from; i < to; i++) {
    if ((i - from) % TICK_POINTS === TICK_POINTS - 1) tick(TICK_POINTS);
    while (starts[own + 1] <= i) own++;
    let inside = 0;
    let outside = Infinity;
    for (let group = 0; group + 1 < starts.length; group++) {
      const sum = sumOfDistances(data, dims, i, starts[group], starts[group + 1]);
      const size = starts[group + 1] - starts[group];
      if (group === own) inside = size > 1 ? sum / (size - 1) : NaN;
      else outside = Math.min(outside, sum / size);
    }
    const larger = Math.max(inside, outside);
    out[i - from] = larger > 0 ? (outside - inside) / larger : 0;
  }
  tick((to - from) % TICK_POINTS);
  return out;
}

/** The sum of the distances from point i to points from … to - 1; of two coordinates, the usual case, without a loop. */
function sumOfDistances(data: Float64Array, dims: number, i: number, from: number, to: number): number {
  let sum = 0;
  if (dims === 2) {
    const x = data[2 * i];
    const y = data[2 * i + 1];
    for (let q = 2 * from; q < 2 * to; q += 2) {
      const dx = x - data[q];
      const dy = y - data[q + 1];
      sum += Math.sqrt(dx * dx + dy * dy);
    }
    return sum;
  }
  for (let k = from; k < to; k++) {
    let square = 0;
    for (let j = 0, p = i * dims, q = k * dims; j < dims; j++, p++, q++) {
      const d = data[p] - data[q];
      square += d * d;
    }
    sum += Math.sqrt(square);
  }
  return sum;
}

/** The mean silhouette of all points, and of each cluster. */
export function meanSilhouettes(
  values: Float64Array,
  starts: Int32Array,
): { mean: number; clusters: Float64Array<ArrayBuffer> } {
  const clusters = new Float64Array(starts.length - 1);
  let total = 0;
  for (let group = 0; group < clusters.length; group++) {
    let sum = 0;
    for (let i = starts[group]; i < starts[group + 1]; i++) sum += values[i];
    clusters[group] = sum / (starts[group + 1] - starts[group]);
    total += sum;
  }
  return { mean: total / values.length, clusters };
}
