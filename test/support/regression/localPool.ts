import {
  DEFAULT_REGRESSION,
  type RegressionOptions,
  type RegressionRequest,
} from '../../../src/core/regression/index.ts';
import type { Pool } from '../../../src/engine/pool.ts';
import type { RegressionJobs } from '../../../src/shared/regressionJobs.ts';
import { regressionHandlers } from '../../../src/workers/regression/handlers.ts';

/** A pool that runs the jobs of regression in this thread, split as that many threads would have them. */
export function localPool(threads = 2, onJob: (job: string) => void = () => {}): Pool {
  return {
    threads,
    taskBytes: 2 ** 25,
    run: async (job, input) => {
      onJob(job);
      const handler = regressionHandlers[job as keyof RegressionJobs] as (input: unknown) => unknown;
      return (await handler(structuredClone(input))) as never;
    },
    close: async () => {},
  };
}

/** A request of rows as they stand in a table, with columns named a, b, c …. */
export function requestOf(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  options: Partial<RegressionOptions> = {},
): RegressionRequest {
  const columns = (rows[0] ?? []).map((_, k) => sharedColumn(rows.map((row) => row[k]!)));
  return requestOfColumns(columns, sharedColumn(y), options);
}

export function requestOfColumns(
  columns: readonly Float64Array[],
  y: Float64Array,
  options: Partial<RegressionOptions> = {},
): RegressionRequest {
  const x = columns.map((_, k) => String.fromCharCode(97 + k));
  return { options: { ...DEFAULT_REGRESSION, x, y: 'y', ...options }, columns, y };
}

export function sharedColumn(values: ArrayLike<number>): Float64Array {
  const column = new Float64Array(new SharedArrayBuffer(8 * values.length));
  column.set(values);
  return column;
}
