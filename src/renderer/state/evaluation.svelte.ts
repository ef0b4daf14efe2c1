import { errorRecord, type ErrorRecord } from '../../core/errors/index.ts';
import type { Body, StepSummary } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { JobHandle, Jobs } from './jobs.svelte.ts';

export type EvaluationState = 'idle' | 'waiting' | 'running' | 'done' | 'failed';

/** Starts a step's evaluation; rejects when it fails or is cancelled. */
export type Evaluate = (
  request: Body<'evaluate'>,
  label: string,
  onprogress: (fraction: number) => void,
) => JobHandle;

/** Evaluations by the engine, of the document as it stands when its actions have arrived there. */
export function evaluateWith(
  client: Pick<EngineClient, 'call'>,
  store: Pick<DocumentStore, 'settled'>,
  jobs: Jobs,
): Evaluate {
  return (request, label, onprogress) =>
    jobs.start(
      label,
      async () => {
        await store.settled();
        return client.call('evaluate', request);
      },
      onprogress,
    );
}

/** One step's result as the window wants it: the latest wish wins, and what it replaces is cancelled. */
export class Evaluation<Summary extends StepSummary> {
  /** The last result, which may be that of an earlier wish; see `current`. */
  summary = $state.raw<Summary | null>(null);
  state = $state<EvaluationState>('idle');
  fraction = $state(0);
  error = $state.raw<ErrorRecord | null>(null);

  /** Whether `summary` is what is wished for now. */
  readonly current = $derived(this.state === 'done');

  readonly #label: string;
  readonly #evaluate: Evaluate;
  readonly #onsettled: (error: unknown) => void;
  #wish: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #job: JobHandle | null = null;

  /** `onsettled` is called with null after a result and with the error after a failure. */
  constructor(label: string, evaluate: Evaluate, onsettled: (error: unknown) => void) {
    this.#label = label;
    this.#evaluate = evaluate;
    this.#onsettled = onsettled;
  }

  /** Wishes for the result with that signature. Nothing happens when it is there, under way, or failed already. */
  want(signature: string, request: Body<'evaluate'>, delayMs = 0): void {
    if (signature === this.#wish) return;
    this.#stop();
    this.#wish = signature;
    this.state = 'waiting';
    this.error = null;
    if (delayMs > 0) this.#timer = setTimeout(() => void this.#run(signature, request), delayMs);
    else void this.#run(signature, request);
  }

  /** Forgets wish and result. */
  clear(): void {
    this.forget();
    this.summary = null;
  }

  /** Forgets the wish but keeps showing the result, so that the next wish is asked for even if it is the same. */
  forget(): void {
    this.#stop();
    this.#wish = null;
    this.state = 'idle';
    this.error = null;
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#job?.cancel();
    this.#job = null;
  }

  async #run(signature: string, request: Body<'evaluate'>): Promise<void> {
    this.state = 'running';
    this.fraction = 0;
    const job = this.#evaluate(request, this.#label, (fraction) => {
      if (this.#wish === signature) this.fraction = fraction;
    });
    this.#job = job;
    try {
      const result = await job.result;
      if (this.#wish !== signature || result.job !== 'evaluate') return;
      this.summary = result.summary as Summary;
      this.state = 'done';
      this.#job = null;
      this.#onsettled(null);
    } catch (error) {
      if (this.#wish !== signature) return;
      this.state = 'failed';
      this.error = errorRecord(error);
      this.#job = null;
      this.#onsettled(error);
    }
  }
}
