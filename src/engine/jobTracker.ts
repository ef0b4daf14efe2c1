import { errorRecord } from '../core/errors/index.ts';
import { newJobControl, type JobControl } from '../shared/jobs.ts';
import type { EngineEvent, JobResult } from '../shared/index.ts';

const PROGRESS_INTERVAL_MS = 100;

/** What a piece of work reports through while it runs. */
export interface Work {
  readonly control: JobControl;
  /** The work begins a part of so many rows, counted by `control.progress`. */
  expect(rows: number, label: string): void;
}

/** A work nobody watches: a tile, or the command line's own. */
export function silentWork(signal?: AbortSignal): Work {
  const control = newJobControl();
  const cancel = (): void => void Atomics.store(new Int32Array(control.cancel), 0, 1);
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel);
  return { control, expect: () => {} };
}

/** Long work that answers at once with an id and goes on: progress, result and failure come as events. */
export class JobTracker {
  private readonly running = new Map<string, JobControl>();
  private next = 1;

  /** Starts `work` and returns its id; `send` gets its events, the last of which is `done` or `failed`. */
  start(work: (work: Work) => Promise<JobResult>, send: (event: EngineEvent) => void): string {
    const job = `j${this.next++}`;
    const control = newJobControl();
    const done = new Int32Array(control.progress);
    let expected = 0;
    let label = '';
    let sent = -1;
    this.running.set(job, control);
    const timer = setInterval(() => {
      const fraction = expected > 0 ? Math.min(1, Atomics.load(done, 0) / expected) : 0;
      if (expected > 0 && fraction !== sent) send({ type: 'progress', job, fraction, label });
      sent = fraction;
    }, PROGRESS_INTERVAL_MS);
    const expect = (rows: number, text: string): void => {
      Atomics.store(done, 0, 0);
      expected = rows;
      label = text;
    };
    const finish = (event: EngineEvent): void => {
      clearInterval(timer);
      this.running.delete(job);
      send(event);
    };
    // The answer with the id must not be overtaken by a result that is already there.
    setImmediate(() => {
      work({ control, expect }).then(
        (result) => finish({ type: 'done', job, result }),
        (error: unknown) => finish({ type: 'failed', job, error: errorRecord(error) }),
      );
    });
    return job;
  }

  /** Tells a job to stop at its next strip; false when it is not running any more. */
  cancel(job: string): boolean {
    const control = this.running.get(job);
    if (!control) return false;
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    return true;
  }

  cancelAll(): void {
    for (const job of this.running.keys()) this.cancel(job);
  }
}
