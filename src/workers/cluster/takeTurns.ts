import { AppError } from '../../core/errors/index.ts';
import type { Turns } from '../../core/cluster/index.ts';
import { isCancelled, type JobControl } from '../../shared/jobs.ts';

/** How long to wait before asking whether the work was cancelled. */
const PATIENCE_MS = 20;

/** Lets threads share the pieces of one step after another. `taken` holds two numbers for each step: pieces taken and pieces
 * done. A thread waits only for pieces that others are at, so it does not matter how many threads come, or when. */
export function takeTurns(taken: Int32Array, control: JobControl): Turns {
  return (step, pieces, work) => {
    const next = 2 * step;
    const done = next + 1;
    for (let k = Atomics.add(taken, next, 1); k < pieces; k = Atomics.add(taken, next, 1)) {
      work(k);
      if (Atomics.add(taken, done, 1) === pieces - 1) Atomics.notify(taken, done);
    }
    for (let now = Atomics.load(taken, done); now < pieces; now = Atomics.load(taken, done)) {
      // The thread that was at a piece may have failed.
      if (isCancelled(control)) throw new AppError('cancelled', 'The work was cancelled.');
      Atomics.wait(taken, done, now, PATIENCE_MS);
    }
  };
}
