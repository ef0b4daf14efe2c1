import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { AppError, unwrap } from '../core/errors/index.ts';
import type { JobAnswer, JobInput, JobName, JobOutput } from '../shared/jobs.ts';
import { PriorityQueue, type Priority } from './priorityQueue.ts';

/** The worker threads: one per core, alive until closed. */
export interface Pool {
  readonly threads: number;
  /** Most bytes of pixels that one job of a pass looks at. */
  readonly taskBytes: number;
  /** Runs one job; rejects with an AppError, also when its worker dies. Buffers that are `moved` are gone afterwards. */
  run<Name extends JobName>(
    job: Name,
    input: JobInput<Name>,
    priority: Priority,
    moved?: readonly ArrayBuffer[],
  ): Promise<JobOutput<Name>>;
  close(): Promise<void>;
}

/** Small enough that tiles get in between and cancelling is quick, large enough to be worth a message. */
const TASK_BYTES = 32 * 2 ** 20;

export function createPool(options: {
  readonly workerFile: string;
  readonly threads?: number;
  readonly taskBytes?: number;
}): Pool {
  const threads = options.threads ?? Math.max(1, availableParallelism());
  const piscina = new Piscina({
    filename: options.workerFile,
    minThreads: threads,
    maxThreads: threads,
    idleTimeout: 2 ** 31 - 1,
    taskQueue: new PriorityQueue(),
    concurrentTasksPerWorker: 1,
  });
  // A thread that fails while it starts or idles has no job to report through; the next job tells.
  piscina.on('error', () => {});
  const started = new WeakMap<Worker, Promise<void>>();
  const watchThreads = (): void => {
    for (const thread of piscina.threads) {
      if (started.has(thread)) continue;
      started.set(thread, firstWord(thread));
      // One that goes is replaced at once, by one that cannot have spoken yet.
      thread.once('exit', () => setImmediate(watchThreads));
    }
  };
  watchThreads();
  return {
    threads,
    taskBytes: options.taskBytes ?? TASK_BYTES,
    async run<Name extends JobName>(
      job: Name,
      input: JobInput<Name>,
      priority: Priority,
      moved: readonly ArrayBuffer[] = [],
    ) {
      let answer: JobAnswer;
      try {
        const task = { job, input, [Piscina.queueOptionsSymbol]: { priority } };
        answer = (await piscina.run(task, { transferList: [...moved] })) as JobAnswer;
      } catch (cause) {
        // Jobs answer with a result, so a rejection means that the thread itself failed; piscina starts a new one.
        throw new AppError('worker-crashed', `A worker stopped while it was busy with "${job}".`, {
          remedy: 'Try again; if it happens again, the file may be damaged in a way that is not handled yet.',
          cause,
        });
      }
      return unwrap(answer) as JobOutput<Name>;
    },
    async close() {
      // Node aborts the whole process when a thread is ended while it loads its first module.
      await Promise.all(piscina.threads.map((thread) => started.get(thread) ?? Promise.resolve()));
      await piscina.destroy();
    },
  };
}

/** Settles when a thread has said that it is ready, or has gone. */
function firstWord(thread: Worker): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['message', 'error', 'exit']) thread.once(event, () => resolve());
  });
}
