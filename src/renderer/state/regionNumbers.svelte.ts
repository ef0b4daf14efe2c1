import type { RegionOutline } from '../../core/region/index.ts';
import { makeStep, type StepSummary } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import { Evaluation, type Evaluate } from './evaluation.svelte.ts';
import { signatureOf } from './signature.ts';

export type RegionRow = ReadonlyMap<string, number | null>;

interface Wish {
  readonly signature: string;
  readonly request: { readonly step: string; readonly steps: ReturnType<typeof makeStep>[] };
}

/** Statistics of the selected region on one image: asked for again whenever it changes, one request at a time. */
export class RegionNumbers {
  /** By column; what is there may be that of a moment ago. */
  row = $state.raw<RegionRow | null>(null);
  readonly evaluation: Evaluation<StepSummary>;

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  #wish: Wish | null = null;
  #asked: Wish | null = null;
  #region: string | null = null;

  constructor(parts: {
    readonly client: EngineClient;
    readonly store: DocumentStore;
    readonly evaluate: Evaluate;
  }) {
    this.#client = parts.client;
    this.#store = parts.store;
    this.evaluation = new Evaluation(
      'Region statistics',
      parts.evaluate,
      (error) => void this.#settled(error),
    );
  }

  /** Wishes for the numbers of the first region without the pixels of those after it, on the image that a step makes. What is
   * there of the same region stays until they come. */
  want(image: string, regions: readonly RegionOutline[]): void {
    const key = `${image} ${regions[0]?.id ?? ''}`;
    if (key !== this.#region) this.row = null;
    this.#region = key;
    const step = makeStep(`${image}.region-statistics`, 'region-statistics', { regions }, { image });
    const signature = `${signatureOf(this.#store.document.recipe, image)} ${JSON.stringify(regions)}`;
    this.#wish = { signature, request: { step: step.id, steps: [step] } };
    this.#ask();
  }

  /** There is nothing to measure. */
  clear(): void {
    this.#wish = this.#asked = this.#region = null;
    this.row = null;
    this.evaluation.clear();
  }

  #ask(): void {
    const { state } = this.evaluation;
    // A drag asks again when the answer to what it asked before is there.
    if (!this.#wish || this.#wish.signature === this.#asked?.signature) return;
    if (this.#asked && (state === 'running' || state === 'waiting')) return;
    this.#asked = this.#wish;
    this.evaluation.want(this.#wish.signature, this.#wish.request);
  }

  async #settled(error: unknown): Promise<void> {
    const asked = this.#asked;
    if (!asked) return;
    if (error) this.row = null;
    else
      try {
        const { step, steps } = asked.request;
        const page = await this.#client.call('tableRows', { step, steps: [...steps], start: 0, count: 1 });
        if (this.#asked !== asked) return;
        const cells = page.rows[0] ?? [];
        this.row = new Map(
          page.columns.map((name, i) => [name, typeof cells[i] === 'number' ? (cells[i] as number) : null]),
        );
      } catch {
        // A connection that was lost leaves nothing to show; what lost it is reported.
        this.row = null;
      }
    this.#ask();
  }
}
