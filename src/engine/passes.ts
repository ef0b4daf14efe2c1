import { AppError } from '../core/errors/index.ts';
import { BLOCK_ROWS, type Reduction } from '../core/reduce/index.ts';
import { reductionNamed } from '../core/reductions/index.ts';
import type { JobControl, ReductionRequest, StoreRequest } from '../shared/jobs.ts';
import { bytesPerPixel, planeShape, type Plane } from '../shared/planes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY, type Priority } from './priorityQueue.ts';

const TASKS_PER_THREAD = 4;
/** Tasks under way or waiting per thread: bounds the partial results that wait to be merged. */
const AHEAD_PER_THREAD = 2;

/** Runs reductions in one pass over a plane, in strips on all threads, and merges their partial results in row order.
 * `adjust` may sharpen the parameters of later strips by what the merged ones have shown. */
export async function runPasses(
  pool: Pool,
  plane: Plane,
  requests: readonly ReductionRequest[],
  control: JobControl,
  store: StoreRequest | null = null,
  adjust: Adjust = (r) => r,
): Promise<readonly unknown[]> {
  const shape = planeShape(plane);
  const { merged, current } = await mergedRows(pool, plane, requests, control, store, adjust);
  return current.map(({ name, params }, i) => reductionNamed(name).finish(merged[i], params, shape));
}

/** The same, without the reductions' last step: what was merged. */
export async function runPartials(
  pool: Pool,
  plane: Plane,
  requests: readonly ReductionRequest[],
  control: JobControl,
  priority: Priority = PRIORITY.asked,
): Promise<readonly unknown[]> {
  return (await mergedRows(pool, plane, requests, control, null, (r) => r, priority)).merged;
}

type Adjust = (
  requests: readonly ReductionRequest[],
  merged: readonly unknown[],
) => readonly ReductionRequest[];

async function mergedRows(
  pool: Pool,
  plane: Plane,
  requests: readonly ReductionRequest[],
  control: JobControl,
  store: StoreRequest | null,
  adjust: Adjust,
  priority: Priority = PRIORITY.asked,
): Promise<{ readonly merged: readonly unknown[]; readonly current: readonly ReductionRequest[] }> {
  const shape = planeShape(plane);
  const reductions: Reduction<unknown, unknown, unknown>[] = requests.map(({ name }) => reductionNamed(name));
  const starts = taskStarts(shape.width * bytesPerPixel(shape.pixelType), shape.height, pool);
  let current = requests;
  let merged: unknown[] | null = null;
  await runInOrder(
    pool,
    starts,
    shape.height,
    control,
    (y0, y1) => pool.run('pass', { plane, y0, y1, reductions: current, store, control }, priority),
    (partials) => {
      merged = merged
        ? merged.map((upper, i) => reductions[i]!.merge(upper, partials[i], current[i]!.params, shape))
        : [...partials];
      current = adjust(current, merged);
    },
  );
  if (!merged) throw new AppError('no-data', 'The image has no rows.');
  return { merged, current };
}

/** Runs a job for every range of rows, a few ahead of the one whose result is `taken` next; results come in row order. */
export async function runInOrder<Result>(
  pool: Pool,
  starts: readonly number[],
  height: number,
  control: JobControl,
  job: (y0: number, y1: number) => Promise<Result>,
  taken: (result: Result) => void | Promise<void> = () => {},
): Promise<void> {
  const run = (index: number): Promise<Result> => {
    const work = job(starts[index]!, starts[index + 1] ?? height);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    work.catch(() => {});
    return work;
  };
  const ahead = pool.threads * AHEAD_PER_THREAD;
  const waiting: Promise<Result>[] = [];
  let next = 0;
  try {
    for (let done = 0; done < starts.length; done++) {
      while (next < starts.length && next - done < ahead) waiting.push(run(next++));
      await taken(await waiting.shift()!);
    }
  } catch (error) {
    // The other strips are of no use any more.
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    await Promise.allSettled(waiting);
    throw error;
  }
}

/** First rows of the tasks: whole blocks, so that partial results do not depend on the number of threads. */
export function taskStarts(rowBytes: number, height: number, { threads, taskBytes }: Pool): number[] {
  const blocks = Math.ceil(height / BLOCK_ROWS);
  const bySize = Math.max(1, Math.floor(taskBytes / (rowBytes * BLOCK_ROWS)));
  const byThreads = Math.max(1, Math.ceil(blocks / (threads * TASKS_PER_THREAD)));
  const step = Math.min(bySize, byThreads) * BLOCK_ROWS;
  const starts: number[] = [];
  for (let y = 0; y < height; y += step) starts.push(y);
  return starts;
}
