import { AppError } from '../core/errors/index.ts';
import { samplePeakFloor } from '../core/detect/index.ts';
import { sampleBrackets } from '../core/percentile/index.ts';
import { reductionNamed } from '../core/reductions/index.ts';
import { scanRows, type Pass } from '../core/reduce/index.ts';
import { isCancelled, type JobInput, type JobOutput } from '../shared/jobs.ts';
import { planeShape } from '../shared/planes.ts';
import { halveWithinBlocks } from '../shared/pyramid.ts';
import { threadKernels } from './kernels.ts';
import { withRows } from './planeRows.ts';
import { readRectangle } from './tile.ts';
import { storeRows } from './storeRows.ts';

/** One pass over some rows of a plane: the partial results of all its reductions. */
export function runPass({ plane, y0, y1, reductions, store, control }: JobInput<'pass'>): JobOutput<'pass'> {
  const passes = reductions.map(({ name, params }) => ({ reduction: reductionNamed(name), params }));
  if (store) passes.push({ reduction: storeRows, params: store } as (typeof passes)[number]);
  const done = new Int32Array(control.progress);
  let reached = y0;
  const partials = withRows(plane, (rows) =>
    scanRows(rows, y0, y1, passes as unknown as readonly Pass<never, unknown>[], threadKernels(), (y) => {
      if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
      Atomics.add(done, 0, y - reached);
      reached = y;
    }),
  );
  Atomics.add(done, 0, y1 - reached);
  if (store) halveWithinBlocks(store.pyramid, y0, y1);
  return partials.slice(0, reductions.length);
}

/** Before the first pass: where tails and brightest peaks begin, and what to subtract from large values. */
export function runSample({ plane, percents, peakCap }: JobInput<'sample'>): JobOutput<'sample'> {
  const { brackets, peakFloor } = withRows(plane, (rows) => ({
    brackets: sampleBrackets(rows, percents, threadKernels()),
    peakFloor: peakCap === null ? -Infinity : samplePeakFloor(rows, peakCap, threadKernels()),
  }));
  return { brackets, peakFloor, offset: plane.pixelType === 'float32' ? 0 : displayOffset(plane) };
}

/** Float32 tells values apart to 2^-24 of their size. Where the spread of a sampled row is smaller than a hundred-thousandth
 * of the values themselves, they are shown relative to the row's median; else as they are. */
function displayOffset(plane: JobInput<'sample'>['plane']): number {
  const { width, height } = planeShape(plane);
  const middle = Math.floor(height / 2);
  const row = Float64Array.from(readRectangle(plane, 0, middle, width, middle + 1))
    .filter((v) => v - v === 0)
    .sort();
  if (row.length === 0) return 0;
  const median = row[row.length >> 1]!;
  const spread = row[Math.floor(row.length * 0.95)]! - row[Math.floor(row.length * 0.05)]!;
  return Math.abs(median) > 1e5 * spread ? median : 0;
}
