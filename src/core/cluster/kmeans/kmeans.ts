import { AppError } from '../../errors/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import { labelsOfRows } from '../points.ts';
import { sharedFloat64, sharedInt32 } from '../sharedArrays.ts';
import { assignBlocks, blockInertias, farthestRows, type KmeansLabels } from './assignBlocks.ts';
import { kmeansBlocks, prepareKmeans, type KmeansData } from './kmeansData.ts';
import { lloyd, type KmeansRun, type KmeansSteps } from './lloyd.ts';
import { plusPlusCentres } from './plusPlus.ts';
import { seededRandom } from './seededRandom.ts';
import { tileCount } from './tiles.ts';

export interface KmeansOptions {
  readonly nClusters: number;
  /** Runs with other first centres, of which the one with the least inertia is taken. One where `init` is given. */
  readonly nInit: number;
  readonly maxIter: number;
  /** Relative to the mean variance of the columns. */
  readonly tol: number;
  /** First centres in the units of the columns, else k-means++ draws them. */
  readonly init?: readonly (readonly number[])[];
  readonly randomState: number;
}

export interface KmeansLabelling {
  /** For each row: the cluster from 0, -2 for a row with a missing cell. */
  readonly labels: Int32Array;
  /** In the units of the columns. */
  readonly centers: number[][];
  /** Sum of squared distances of rows to their centre. */
  readonly inertia: number;
  /** Of the run that was taken. */
  readonly iterations: number;
  readonly skipped: number;
}

/** What runs the steps: one thread, or the pool. */
export interface KmeansRunner {
  readonly shared: KmeansLabels;
  readonly steps: KmeansSteps;
  /** First centres of a run by k-means++. */
  seed(run: number): Float64Array | Promise<Float64Array>;
}

/** Clusters points around k centres: k-means, Lloyd's algorithm.
 *
 * Method: `nInit` runs of Lloyd's algorithm from the centres of k-means++ (or one from given centres); the least inertia wins,
 *         the first of equal ones. See lloyd and plusPlusCentres.
 * Shape:  one column per dimension, of equal length; labels in shared memory, one a row.
 * Units:  centres in the units of the columns, inertia in their squares; tol and iterations have none.
 * Non-finite and masked: rows with a missing cell are labelled -2 and counted in `skipped`.
 * Errors: bad-argument where an option is out of range, there are fewer usable rows than clusters, or `init` has another shape;
 *         over-budget for more than 2^22 numbers of centres.
 * Cost: n k d an iteration; 8 d + 16 bytes a row. Less an iteration for many
 *       points in up to three columns, see assignTiles.
 * Source: as scikit-learn's KMeans(algorithm="lloyd"); the random numbers are our own.
 * Checked against: scikit-learn 1.2.1 from given centres, relative 1e-9, reference group kmeans. */
export async function kmeans(
  columns: readonly Float64Array[],
  options: KmeansOptions,
  kernels: Kernels,
  poll: () => void,
): Promise<KmeansLabelling> {
  const { data, rows, skipped } = prepareKmeans(columns, options.nClusters);
  const runner = oneThread(data, options, kernels, poll);
  const { labels, centres, inertia, iterations } = await bestRun(data, options, runner);
  return {
    labels: labelsOfRows(labels, rows, columns[0].length),
    centers: centresInUnits(data, centres),
    inertia,
    iterations,
    skipped,
  };
}

/** Runs k-means as often as asked; the best run, and its labels of the usable rows. */
export async function bestRun(
  data: KmeansData,
  options: KmeansOptions,
  { shared, steps, seed }: KmeansRunner,
): Promise<KmeansRun & { labels: Int32Array }> {
  checkOptions(options);
  const runs = options.init ? 1 : options.nInit;
  let best: (KmeansRun & { labels: Int32Array }) | null = null;
  for (let run = 0; run < runs; run++) {
    const init = options.init ? givenCentres(data, options.init, options.nClusters) : await seed(run);
    const found = await lloyd(data, shared, init, options, steps);
    if (!best || found.inertia < best.inertia)
      best = { ...found, labels: run === runs - 1 ? shared.labels : sharedCopy(shared.labels) };
  }
  return best!;
}

/** Centres relative to the mean of the data as points in the units of the columns. */
export function centresInUnits({ mean }: KmeansData, centres: Float64Array): number[][] {
  const d = mean.length;
  return Array.from({ length: centres.length / d }, (_, k) =>
    Array.from(mean, (m, j) => centres[k * d + j] + m),
  );
}

export function newKmeansLabels(data: KmeansData, clusters: number): KmeansLabels {
  const d = data.columns.length;
  return {
    labels: sharedInt32(data.columns[0].length),
    tileLabels: sharedInt32(data.tiles ? tileCount(data.columns[0].length) : 0),
    sums: sharedFloat64(kmeansBlocks(data, clusters) * clusters * (d + 1)),
  };
}

/** First centres of one run: each run draws from a stream of its own. */
export function kmeansSeed(
  data: KmeansData,
  { nClusters, randomState }: Pick<KmeansOptions, 'nClusters' | 'randomState'>,
  run: number,
  poll: () => void,
): Float64Array {
  return plusPlusCentres(data, nClusters, seededRandom(randomState, run), poll);
}

function oneThread(
  data: KmeansData,
  options: KmeansOptions,
  kernels: Kernels,
  poll: () => void,
): KmeansRunner {
  const shared = newKmeansLabels(data, options.nClusters);
  const blocks = kmeansBlocks(data, options.nClusters);
  return {
    shared,
    steps: {
      assign: (centres) => assignBlocks(kernels, data, centres, shared, 0, blocks, poll),
      farthest: (centres, count) => farthestRows(data, centres, shared.labels, count),
      inertia: (centres) => sumInOrder(blockInertias(data, centres, shared.labels, 0, blocks)),
    },
    seed: (run) => kmeansSeed(data, options, run, poll),
  };
}

function sharedCopy(labels: Int32Array): Int32Array {
  const copy = sharedInt32(labels.length);
  copy.set(labels);
  return copy;
}

export function sumInOrder(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function givenCentres(
  { mean }: KmeansData,
  init: readonly (readonly number[])[],
  clusters: number,
): Float64Array {
  const d = mean.length;
  if (
    init.length !== clusters ||
    init.some((centre) => centre.length !== d || !centre.every(Number.isFinite))
  )
    throw new AppError(
      'bad-argument',
      `The first centres are not ${clusters} points of ${d} finite numbers.`,
      {
        remedy: 'Give one centre per cluster with one number per column, or none.',
      },
    );
  return Float64Array.from(init.flatMap((centre) => centre.map((c, j) => c - mean[j])));
}

function checkOptions({ nInit, maxIter, tol, randomState }: KmeansOptions): void {
  const whole = (name: string, value: number, low: number, high: number): void => {
    if (!(Number.isInteger(value) && value >= low && value <= high))
      throw new AppError(
        'bad-argument',
        `${name} is ${value}; it must be a whole number from ${low} to ${high}.`,
      );
  };
  whole('n_init', nInit, 1, 1000);
  whole('max_iter', maxIter, 1, 100_000);
  whole('random_state', randomState, 0, 2 ** 32 - 1);
  if (!(tol >= 0)) throw new AppError('bad-argument', `tol is ${tol}; it must be 0 or more.`);
}
