import { AppError } from '../../core/errors/index.ts';
import type { Tick } from '../../core/cluster/index.ts';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';

/** Counts the work done, and ends it when it has been told to stop. */
export function ticker(control: JobControl): Tick {
  const progress = new Int32Array(control.progress);
  return (done) => {
    if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
    Atomics.add(progress, 0, done);
  };
}
