import type { RegionOutline } from '../../../core/region/index.ts';
import { findStep, makeStep, type HistogramSummary, type ImageView } from '../../../shared/index.ts';
import type { DocumentStore } from '../../state/documentStore.svelte.ts';
import type { EngineClient } from '../../state/engineClient.ts';
import { Evaluation, type Evaluate } from '../../state/evaluation.svelte.ts';
import { signatureOf } from '../../state/signature.ts';
import type { VisibleSection } from './visibleSection.ts';

const BINS = 128;
/** A view that moves is counted when it rests this long. */
const REST_MS = 200;

export interface ViewHistogramParts {
  readonly client: Pick<EngineClient, 'call'>;
  readonly store: DocumentStore;
  readonly evaluate: Evaluate;
}

/** Counts of what the view shows, or of a region: asked for when either rests. */
export class ViewHistogram {
  /** What is there may be that of a moment ago. */
  summary = $state.raw<HistogramSummary | null>(null);
  /** Why there is none. */
  problem = $state<string | null>(null);
  readonly #parts: ViewHistogramParts;
  readonly #evaluation: Evaluation<HistogramSummary>;
  #wish = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ViewHistogramParts) {
    this.#parts = parts;
    this.#evaluation = new Evaluation('Histogram of the view', parts.evaluate, (error) => {
      if (this.#wish !== '') this.#settle(error ? null : this.#evaluation.summary, error);
    });
  }

  /** Counts a section of the image. */
  ofSection(view: ImageView, section: VisibleSection): void {
    const { recipe } = this.#parts.store.document;
    // The section is in pixels of the whole, and a crop of a crop there is none.
    const input = findStep(recipe, view.steps.crop)?.inputs['image'];
    if (input === undefined) return;
    const wish = `${signatureOf(recipe, input)} ${JSON.stringify(section)}`;
    if (wish === this.#wish) return;
    this.#wish = wish;
    clearTimeout(this.#timer);
    const crop = makeStep(`${view.id}.view-section`, 'crop', { section: { ...section } }, { image: input });
    const count = makeStep(
      `${view.id}.view-histogram`,
      'histogram',
      { range: null, bins: BINS },
      { image: crop.id },
    );
    this.#evaluation.want(wish, { step: count.id, steps: [crop, count] }, REST_MS);
  }

  /** Counts the pixels of the first region, without those of the excluded ones after it, on the image that a step makes. */
  ofRegions(step: string, regions: readonly RegionOutline[]): void {
    const wish = `${signatureOf(this.#parts.store.document.recipe, step)} ${JSON.stringify(regions)}`;
    if (wish === this.#wish) return;
    this.#wish = wish;
    this.#evaluation.clear();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#parts.client.call('regionHistogram', { step, regions, bins: BINS }).then(
        (summary) => this.#wish === wish && this.#settle(summary, null),
        (error: unknown) => this.#wish === wish && this.#settle(null, error),
      );
    }, REST_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#evaluation.clear();
    this.#wish = '';
  }

  #settle(summary: HistogramSummary | null, error: unknown): void {
    this.summary = summary;
    this.problem = error instanceof Error ? error.message : null;
  }
}
