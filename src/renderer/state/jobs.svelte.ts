import { AppError, errorFromRecord } from '../../core/errors/index.ts';
import type { EngineEvent, JobResult } from '../../shared/index.ts';
import type { EngineClient } from './engineClient.ts';

export interface RunningJob {
  readonly id: string;
  readonly label: string;
  readonly fraction: number;
}

export interface JobHandle {
  readonly result: Promise<JobResult>;
  cancel(): void;
}

interface Waiting {
  resolve(result: JobResult): void;
  reject(error: Error): void;
  onprogress(fraction: number): void;
}

type Outcome = Extract<EngineEvent, { type: 'done' } | { type: 'failed' }>;
const EARLY_KEPT = 64;

/** Long work in the engine: asked for by a request, reported by events. */
export class Jobs {
  running = $state.raw<readonly RunningJob[]>([]);

  readonly #client: Pick<EngineClient, 'call'>;
  readonly #waiting = new Map<string, Waiting>();
  /** Outcomes that overtook the answer naming their job. */
  readonly #early = new Map<string, Outcome>();

  constructor(client: Pick<EngineClient, 'call'>) {
    this.#client = client;
  }

  /** Starts a job by the request that answers with its id. */
  start(
    label: string,
    begin: () => Promise<{ job: string }>,
    onprogress: (fraction: number) => void = () => undefined,
  ): JobHandle {
    let id: string | null = null;
    let cancelled = false;
    const result = (async () => {
      id = (await begin()).job;
      if (cancelled) this.cancel(id);
      return this.#wait(id, label, onprogress);
    })();
    return {
      result,
      cancel: () => {
        cancelled = true;
        if (id !== null) this.cancel(id);
      },
    };
  }

  cancel(id: string): void {
    // A job that ended meanwhile is not there to cancel any more; its outcome is on its way.
    this.#client.call('cancel', { job: id }).catch(() => undefined);
  }

  receive(event: EngineEvent): void {
    if (event.type === 'progress') {
      this.running = this.running.map((job) =>
        job.id === event.job ? { ...job, fraction: event.fraction, label: event.label || job.label } : job,
      );
      this.#waiting.get(event.job)?.onprogress(event.fraction);
    } else if (event.type === 'done' || event.type === 'failed') {
      if (this.#waiting.has(event.job)) this.#settle(event);
      else this.#keepEarly(event);
    }
  }

  /** The stream broke: outcomes may have been missed, so whoever waits is told to ask again. */
  lose(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#early.clear();
    this.running = [];
    for (const { reject } of waiting)
      reject(new AppError('cancelled', 'The connection to the engine was lost.'));
  }

  #wait(id: string, label: string, onprogress: (fraction: number) => void): Promise<JobResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onprogress });
      this.running = [...this.running, { id, label, fraction: 0 }];
      const early = this.#early.get(id);
      if (early) this.#settle(early);
    });
  }

  #settle(event: Outcome): void {
    const waiting = this.#waiting.get(event.job);
    this.#waiting.delete(event.job);
    this.#early.delete(event.job);
    this.running = this.running.filter((job) => job.id !== event.job);
    if (event.type === 'done') waiting?.resolve(event.result);
    else waiting?.reject(errorFromRecord(event.error));
  }

  #keepEarly(event: Outcome): void {
    this.#early.set(event.job, event);
    for (const id of this.#early.keys()) {
      if (this.#early.size <= EARLY_KEPT) break;
      this.#early.delete(id);
    }
  }
}
