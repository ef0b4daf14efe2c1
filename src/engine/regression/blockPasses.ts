import { AppError } from '../../core/errors/index.ts';
import { BLOCK_ROWS } from '../../core/regression/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';

const TASKS_PER_THREAD = 4;
/** Tasks under way or waiting per thread: bounds the partial results that wait to be merged. */
const AHEAD_PER_THREAD = 2;

/** Runs a job over all rows of a table, whole blocks to a task, and takes the answers in row order. */
export async function passOverRows<Answer>(
  pool: Pool,
  work: Work,
  rows: { readonly count: number; readonly columns: number; readonly label: string },
  run: (range: { from: number; to: number; control: Work['control'] }) => Promise<Answer>,
  take: (answer: Answer) => void,
): Promise<void> {
  work.expect(rows.count, rows.label);
  const step = taskRows(pool, rows.count, rows.columns);
  const ahead = pool.threads * AHEAD_PER_THREAD;
  const waiting: Promise<Answer>[] = [];
  let next = 0;
  try {
    for (let done = 0; done < rows.count; done += step) {
      for (; next < rows.count && waiting.length < ahead; next += step) {
        const task = run({ from: next, to: Math.min(rows.count, next + step), control: work.control });
        // Looked at when its turn comes; until then a failure must not count as unhandled.
        task.catch(() => {});
        waiting.push(task);
      }
      const first = waiting.shift();
      if (!first) throw new AppError('internal', 'A pass over the rows has no task left.');
      take(await first);
    }
  } catch (error) {
    // The other tasks are of no use any more.
    Atomics.store(new Int32Array(work.control.cancel), 0, 1);
    await Promise.allSettled(waiting);
    throw error;
  }
}

/** Rows of one task: whole blocks, so that partial results do not depend on the number of threads. */
function taskRows({ threads, taskBytes }: Pool, count: number, columns: number): number {
  const blocks = Math.ceil(count / BLOCK_ROWS);
  const bySize = Math.max(1, Math.floor(taskBytes / (columns * 8 * BLOCK_ROWS)));
  const byThreads = Math.max(1, Math.ceil(blocks / (threads * TASKS_PER_THREAD)));
  return Math.min(bySize, byThreads) * BLOCK_ROWS;
}
