import type { KmeansLabels } from './assignBlocks.ts';
import type { KmeansData } from './kmeansData.ts';

/** The steps that look at all rows, which a pool does in pieces. */
export interface KmeansSteps {
  /** Labels rows and fills the sums; how many labels changed. */
  assign(centres: Float64Array): number | Promise<number>;
  /** The rows farthest from the centre of their label. */
  farthest(centres: Float64Array, count: number): Uint32Array | Promise<Uint32Array>;
  inertia(centres: Float64Array): number | Promise<number>;
}

export interface KmeansRun {
  /** Row-major, relative to the mean of the data. */
  readonly centres: Float64Array;
  readonly inertia: number;
  readonly iterations: number;
}

/** Improves centres until labels repeat, or the centres move less than the tolerance, or `maxIter`.
 *
 * Method: rows go to their nearest centre, centres to the mean of their rows, in turns; an empty cluster takes the row farthest
 *         from its centre. Stops when a labelling repeats, or when the summed square of the shifts of the centres is at most
 *         tol times the mean variance of the columns, and then labels the rows once more.
 * Shape:  sums of fixed blocks of rows, merged in order, so that the bytes depend on nothing but the data.
 * Source: Lloyd 1982, "Least squares quantization in PCM"; stopping and empty clusters as scikit-learn.
 * Checked against: scikit-learn 1.2.1, relative 1e-9, reference group kmeans. */
export async function lloyd(
  data: KmeansData,
  shared: KmeansLabels,
  init: Float64Array,
  options: { readonly maxIter: number; readonly tol: number },
  steps: KmeansSteps,
): Promise<KmeansRun> {
  const d = data.columns.length;
  const enough = options.tol * data.meanVariance;
  let centres = init;
  let iterations = 0;
  let settled = false;
  shared.labels.fill(-1);
  shared.tileLabels.fill(-1);
  while (iterations < options.maxIter) {
    const changed = await steps.assign(centres);
    const sums = mergedSums(shared.sums, (centres.length / d) * (d + 1));
    await refill(data, shared.labels, sums, centres, steps);
    const moved = means(sums, d);
    const shift = squaredShift(moved, centres);
    centres = moved;
    iterations++;
    if (changed === 0) {
      settled = true;
      break;
    }
    if (shift <= enough) break;
  }
  if (!settled) await steps.assign(centres);
  return { centres, inertia: await steps.inertia(centres), iterations };
}

/** The sums of all blocks, in order. */
function mergedSums(blocks: Float64Array, length: number): Float64Array {
  const sums = blocks.slice(0, length);
  for (let from = length; from < blocks.length; from += length)
    for (let i = 0; i < length; i++) sums[i] += blocks[from + i];
  return sums;
}

/** Gives each cluster without rows one of the rows that are farthest from their centre. */
async function refill(
  { columns }: KmeansData,
  labels: Int32Array,
  sums: Float64Array,
  centres: Float64Array,
  steps: KmeansSteps,
): Promise<void> {
  const d = columns.length;
  const record = d + 1;
  const empty: number[] = [];
  for (let k = 0; k * record < sums.length; k++) if (sums[k * record] === 0) empty.push(k);
  if (empty.length === 0) return;
  const rows = await steps.farthest(centres, empty.length);
  empty.forEach((k, i) => {
    const row = rows[i];
    const from = labels[row] * record;
    sums[from]--;
    sums[k * record] = 1;
    for (let j = 0; j < d; j++) {
      sums[from + 1 + j] -= columns[j][row];
      sums[k * record + 1 + j] = columns[j][row];
    }
  });
}

/** A cluster that has given its last row away keeps its sum, which is 0 but for rounding. */
function means(sums: Float64Array, d: number): Float64Array {
  const centres = new Float64Array((sums.length / (d + 1)) * d);
  for (let k = 0; k * d < centres.length; k++) {
    const count = sums[k * (d + 1)];
    for (let j = 0; j < d; j++) centres[k * d + j] = sums[k * (d + 1) + 1 + j] / (count > 0 ? count : 1);
  }
  return centres;
}

function squaredShift(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}
