import type { Region, RegionOutline } from '../../core/region/index.ts';
import { makeStep, type ImageView, type StepSummary } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import { Evaluation, type Evaluate } from './evaluation.svelte.ts';
import { signatureOf } from './signature.ts';

export type RegionRow = ReadonlyMap<string, number | null>;

interface Wish {
  readonly signature: string;
  readonly request: { readonly step: string; readonly steps: ReturnType<typeof makeStep>[] };
}

/** Statistics of the selected region: asked for again whenever it changes, one request at a time. */
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

  /** What of regions the engine needs to measure on them. */
  outlines(regions: readonly Region[]): readonly RegionOutline[] {
    return regions.map(({ id, system, shape, include, text }) => ({ id, system, shape, include, text }));
  }

  /** Wishes for the numbers of a region; those that are there stay until the next. */
  want(image: ImageView | null, region: Region | null): void {
    const key = image && region ? `${image.id} ${region.id}` : null;
    if (key !== this.#region) this.row = null;
    this.#region = key;
    if (!image || !region?.include) {
      this.#wish = this.#asked = null;
      this.row = null;
      this.evaluation.clear();
      return;
    }
    const holes = image.regions.filter(({ include }) => !include);
    const regions = this.outlines([region, ...holes]);
    const step = makeStep(
      `${image.id}.region-statistics`,
      'region-statistics',
      { regions },
      {
        image: image.steps.crop,
      },
    );
    const signature = `${signatureOf(this.#store.document.recipe, image.steps.crop)} ${JSON.stringify(regions)}`;
    this.#wish = { signature, request: { step: step.id, steps: [step] } };
    this.#ask();
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
