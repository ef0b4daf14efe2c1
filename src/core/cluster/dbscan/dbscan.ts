import { AppError } from '../../errors/index.ts';
import { usableRows } from '../usableRows.ts';
import { rootOf } from './disjointSets.ts';
import {
  gridState,
  newDbscanAnswer,
  NO_LABEL,
  NO_ROW,
  treeState,
  type DbscanState,
  type Poll,
} from './dbscanState.ts';
import { buildBand } from './gridBand.ts';
import { gridCores } from './gridCores.ts';
import { joinBands } from './gridIndex.ts';
import { gridRoom, gridRoomBytes } from './gridRoom.ts';
import { planGrid, type GridPlan } from './gridPlan.ts';
import { gridJoin } from './gridJoin.ts';
import { gridLabels } from './gridLabels.ts';
import { radixOrder } from './radixOrder.ts';
import { treeCores } from './treeCores.ts';
import { buildTreeIndex } from './treeIndex.ts';
import { treeJoin } from './treeJoin.ts';
import { treeLabels } from './treeLabels.ts';

export interface DbscanOptions {
  /** Largest distance between neighbours, inclusive. */
  readonly eps: number;
  /** Fewest points within eps of a core point, itself included. */
  readonly minSamples: number;
}

export interface DbscanLabels {
  /** For each row: the cluster from 0, -1 for noise, -2 for a row with a missing cell. */
  readonly labels: Int32Array;
  /** For each row: 1 for a core point. */
  readonly core: Uint8Array;
  readonly clusters: number;
  readonly noise: number;
  readonly skipped: number;
}

/** Squares of distances beyond these are no ordinary doubles. */
const MIN_EPS = 1e-150;
const MAX_EPS = 1e150;
/** In a grid each point near a crowded cell looks at all of it up to `minSamples` times; a tree counts whole nodes. */
const MAX_GRID_SAMPLES = 200;
const MAX_GRID_DIMENSIONS = 2;

/** Clusters points by density: DBSCAN with Euclidean distances.
 *
 * Method: a point with at least `minSamples` points within `eps` (itself included, the border too) is a core point; core
 *         points within eps of one another are one cluster, clusters are numbered by their first core point in input order;
 *         another point takes the lowest number among the core points within eps, or is noise. No list of neighbours is
 *         kept: points are ordered by cells of a grid (one or two dimensions) or by a k-d tree, stretches whose points are
 *         all within eps are taken as one, counting stops at `minSamples`.
 * Shape:  one column per dimension, of equal length; labels and core mask in shared memory, one a row.
 * Units:  eps in the unit of the columns.
 * Non-finite and masked: rows with a missing cell are labelled -2 and counted in `skipped`.
 * Errors: bad-argument where eps is not from 1e-150 to 1e150, minSamples not a whole number from 1, or there is no column.
 * Cost: linear in one and two dimensions, else about n log n; at most 80 (two dimensions) to 130 + 40 d bytes a point,
 *       whatever eps.
 * Source: Ester, Kriegel, Sander and Xu 1996, "A density-based algorithm for discovering clusters"; the cells after
 *         Gunawan 2013, "A faster algorithm for DBSCAN".
 * Checked against: scikit-learn 1.2.1, equal labels, reference group dbscan; the definition, property test. */
export function dbscan(columns: readonly Float64Array[], options: DbscanOptions, poll: Poll): DbscanLabels {
  const { state, skipped } = prepareDbscan(columns, options, poll);
  const units = unitCount(state);
  findCores(state, 0, units, poll);
  joinCores(state, 0, units, poll);
  const clusters = numberClusters(state);
  const noise = labelPoints(state, 0, units, poll);
  return { labels: state.labels, core: state.core, clusters, noise, skipped };
}

/** The first of the steps that `dbscan` does one after the other, and a pool in pieces: orders the points. */
export function prepareDbscan(
  columns: readonly Float64Array[],
  options: DbscanOptions,
  poll: Poll,
): { state: DbscanState; skipped: number } {
  const { skipped, plan } = planDbscan(columns, options, 1, poll);
  const { minSamples } = options;
  const tableRows = columns[0].length;
  const answer = newDbscanAnswer(tableRows, skipped);
  if (!plan) {
    const { rows } = usableRows(columns);
    const index = buildTreeIndex(columns, rows, options.eps, () => poll(0));
    return { state: treeState(index, minSamples, answer), skipped };
  }
  const points = tableRows - skipped;
  const room = gridRoom(new SharedArrayBuffer(gridRoomBytes(points)), points);
  const counts = new Int32Array(2);
  buildBand(columns, plan, 0, room, counts);
  joinBands(plan, room, counts);
  return { state: gridState(plan, room, counts, minSamples, answer), skipped };
}

/** The cells of a grid where there will be one, with bands of rows of cells for so many threads, and the rows left out. */
export function planDbscan(
  columns: readonly Float64Array[],
  { eps, minSamples }: DbscanOptions,
  bands: number,
  poll: Poll,
): { skipped: number; plan: GridPlan | null } {
  checkDbscan(columns, eps, minSamples);
  poll(0);
  const flat = columns.length <= MAX_GRID_DIMENSIONS && minSamples <= MAX_GRID_SAMPLES;
  const plan = flat ? planGrid(columns, eps, bands) : null;
  const skipped = plan
    ? columns[0].length - plan.bandPoints[plan.bandPoints.length - 1]
    : usableRows(columns).skipped;
  return { skipped, plan };
}

function checkDbscan(columns: readonly Float64Array[], eps: number, minSamples: number): void {
  if (columns.length === 0)
    throw new AppError('bad-argument', 'There is no column to cluster by.', {
      remedy: 'Choose at least one column of numbers.',
    });
  if (!(eps >= MIN_EPS && eps <= MAX_EPS))
    throw new AppError('bad-argument', `eps is ${eps}; it must be above 0 (${MIN_EPS} to ${MAX_EPS}).`, {
      remedy: 'Give a distance in the unit of the columns.',
    });
  if (!(Number.isInteger(minSamples) && minSamples >= 1))
    throw new AppError('bad-argument', `min_samples is ${minSamples}; it must be a whole number from 1.`, {
      remedy: 'Give the fewest neighbours of a core point, itself included.',
    });
}

function unitCount({ index }: DbscanState): number {
  return index.unitStart.length - 1;
}

/** Marks the core points of units u0 … u1 - 1; pieces may run in any order and at once. */
export function findCores(state: DbscanState, u0: number, u1: number, poll: Poll): void {
  const { index, coreAt, firstCore, parent } = state;
  // The arrays may have been used before.
  coreAt.fill(0, index.unitStart[u0], index.unitStart[u1]);
  firstCore.fill(NO_ROW, u0, u1);
  for (let u = u0; u < u1; u++) parent[u] = u;
  if (index.kind === 'grid') gridCores(state, index, u0, u1, poll);
  else treeCores(state, index, u0, u1, poll);
}

/** Joins units u0 … u1 - 1 with later ones, when all core points are known; pieces may run in any order and at once. */
export function joinCores(state: DbscanState, u0: number, u1: number, poll: Poll): void {
  const { index } = state;
  if (index.kind === 'grid') gridJoin(state, index, u0, u1, poll);
  else treeJoin(state, index, u0, u1, poll);
}

/** Numbers the clusters by their first core point, when all are joined; how many there are. */
export function numberClusters({ firstCore, parent, unitLabel }: DbscanState): number {
  const units = firstCore.length;
  const first = new Uint32Array(units).fill(NO_ROW);
  const roots = new Int32Array(units);
  let clusters = 0;
  for (let u = 0; u < units; u++) {
    if (firstCore[u] === NO_ROW) continue;
    const root = rootOf(parent, u);
    if (root === u) roots[clusters++] = u;
    first[root] = Math.min(first[root], firstCore[u]);
  }
  const rows = new Uint32Array(clusters);
  for (let c = 0; c < clusters; c++) rows[c] = first[roots[c]];
  const order = clustersByRow(rows);
  const labelOfRoot = new Int32Array(units);
  for (let label = 0; label < clusters; label++) labelOfRoot[roots[order[label]]] = label;
  for (let u = 0; u < units; u++)
    unitLabel[u] = firstCore[u] === NO_ROW ? NO_LABEL : labelOfRoot[rootOf(parent, u)];
  return clusters;
}

/** Numbers of clusters in the order of their first rows. */
function clustersByRow(rows: Uint32Array): Uint32Array {
  const numbers = Uint32Array.from(rows, (_, c) => c);
  const spare = (): Uint32Array => new Uint32Array(rows.length);
  const fill = (of: Uint32Array, keys: Uint32Array): void => {
    for (let i = 0; i < of.length; i++) keys[i] = rows[of[i]];
  };
  return radixOrder([{ fill, bits: 32 }], [numbers, spare(), spare(), spare()]);
}

/** Labels the points of units u0 … u1 - 1, when clusters are numbered; how many of them are noise. */
export function labelPoints(state: DbscanState, u0: number, u1: number, poll: Poll): number {
  const { index } = state;
  return index.kind === 'grid'
    ? gridLabels(state, index, u0, u1, poll)
    : treeLabels(state, index, u0, u1, poll);
}

/** Units cut into about so many pieces of about equal numbers of points: the first unit of each, and the end. */
export function dbscanPieces(state: DbscanState, pieces: number): number[] {
  const { unitStart, order } = state.index;
  const units = unitCount(state);
  const cuts = [0];
  for (let k = 1; k < pieces; k++) {
    const place = Math.floor((order.length * k) / pieces);
    let low = 0;
    let high = units;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (unitStart[middle] < place) low = middle + 1;
      else high = middle;
    }
    if (low > cuts[cuts.length - 1] && low < units) cuts.push(low);
  }
  cuts.push(units);
  return cuts;
}
