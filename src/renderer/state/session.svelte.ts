import { SvelteMap } from 'svelte/reactivity';
import { errorRecord } from '../../core/errors/index.ts';
import { applyMaps, invertMaps } from '../../core/image/index.ts';
import { isImageShape, OPERATIONS } from '../../core/operations/index.ts';
import { EQUALISED_COUNTS } from '../../core/stretch/index.ts';
import {
  activeImage,
  findStep,
  layersShown,
  makeStep,
  MAX_EXTRA_STEPS,
  shownImages,
  type Document,
  type ImageView,
} from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import type { Evaluate } from './evaluation.svelte.ts';
import { histogramRange } from './histogramRange.ts';
import { ImageResults, inputMaps, type Slot } from './imageResults.svelte.ts';
import { LookAhead } from './lookAhead.ts';
import type { Looks } from './looks.ts';
import type { Notices } from './notices.svelte.ts';
import { signatureOf, stepsApart } from './signature.ts';
import { starFieldOf } from './starField.ts';

/** A drag asks for work in the engine only when it rests this long. */
const REST_MS = 200;
/** How long a picture waits for its percentile limits before it is painted between its extrema. */
const PATIENCE_MS = 250;
const HISTOGRAM_BINS = 256;
/** Computing all of more pixels takes longer than the eye waits: that of a local operation, and that of another. */
const LARGE_LOCAL_PIXELS = 2 ** 16;
const LARGE_PIXELS = 2 ** 20;

export interface SessionParts {
  readonly client: EngineClient;
  readonly store: DocumentStore;
  readonly evaluate: Evaluate;
  readonly looks: Looks;
  readonly notices: Notices;
  /** Called after every change of what is wanted or there. */
  onchange(): void;
}

/** Keeps what is computed in step with the active image's steps. */
export class Session {
  /** Results of the active image; null when none is open. */
  active = $state.raw<ImageResults | null>(null);

  readonly #client: EngineClient;
  readonly #store: DocumentStore;
  readonly #notices: Notices;
  readonly #results = new SvelteMap<string, ImageResults>();
  readonly #evaluate: Evaluate;
  readonly #onchange: () => void;
  readonly #lookAhead: LookAhead;

  constructor({ client, store, evaluate, looks, notices, onchange }: SessionParts) {
    this.#client = client;
    this.#onchange = onchange;
    this.#store = store;
    this.#lookAhead = new LookAhead(looks);
    this.#notices = notices;
    this.#evaluate = evaluate;
    store.onchange(() => this.reconcile());
  }

  /** Asks for what the active image's steps now need and is not there. */
  reconcile(): void {
    this.#wantAll();
    this.#onchange();
  }

  #wantAll(): void {
    const { document } = this.#store;
    for (const [id, results] of this.#results) {
      if (document.images.some((image) => image.id === id)) continue;
      this.#lookAhead.giveUp(results);
      this.#results.delete(id);
    }
    const active = activeImage(document);
    const results = active && this.#resultsFor(active.id);
    if (this.active !== results) this.active = results;
    for (const image of shownImages(document)) this.#wantImage(document, image, this.#resultsFor(image.id));
    // Of what only lies over others, no more than its pixels is painted.
    for (const image of layersShown(document)) this.#wantPixels(document, image, this.#resultsFor(image.id));
  }

  #wantImage(document: Document, image: ImageView, results: ImageResults): void {
    this.#wantPixels(document, image, results);
    if (!results.pixels.current) return;
    // Pixels that are all missing have neither limits nor a histogram.
    if (results.pixels.summary?.finite !== 0) {
      this.#wantLimits(document, image, results);
      this.#wantHistogram(document, image, results);
      if (image.stretch === 'histogram') this.#wantEqualisation(document, image, results);
    }
    if (image.detecting) this.#wantStars(document, image, results);
  }

  /** After a reconnection: what was under way is asked for again. */
  restart(): void {
    for (const results of this.#results.values()) results.forgetWishes();
    this.reconcile();
  }

  /** What was computed for an image; null while nothing was asked for. */
  resultsOf(id: string): ImageResults | null {
    return this.#results.get(id) ?? null;
  }

  #resultsFor(id: string): ImageResults {
    let results = this.#results.get(id);
    if (!results) {
      results = new ImageResults(id, this.#evaluate, (of, slot, error) => this.#settled(of, slot, error));
      this.#results.set(id, results);
    }
    return results;
  }

  #wantPixels(document: Document, image: ImageView, results: ImageResults): void {
    const signature = signatureOf(document.recipe, image.steps.crop);
    const parent = image.madeOf === null ? null : this.resultsOf(image.madeOf);
    const before = parent && (results.pixels.summary ?? parent.pixels.summary);
    const moved = signature !== results.pixelsOf;
    if (moved) {
      this.#lookAhead.giveUp(results);
      // A parameter of the operation that makes it moves: the picture and its limits stay until the new ones are there.
      results.forgetPixels(image.madeOf !== null);
      results.rawLimits ??= parent?.rawLimits ?? null;
      results.pixelsOf = signature;
    }
    const shape = OPERATIONS.get(findStep(document.recipe, image.steps.source)?.operation ?? '')?.shape;
    const most = shape && isImageShape(shape) && shape.kind === 'local' ? LARGE_LOCAL_PIXELS : LARGE_PIXELS;
    const delay = parent && isLarge(results.pixels.summary, most) ? REST_MS : 0;
    // The end of the display chain brings limits and extrema along, in one pass over the file.
    if (results.plain) results.pixels.want(`plain ${signature}`, { step: image.steps.crop }, delay);
    else results.pixels.want(signature, { step: image.steps.picture }, delay);
    if (moved && isLarge(before, most)) this.#look(image, results, signature);
  }

  /** Shows how a result will look while all of it is computed. */
  #look(image: ImageView, results: ImageResults, signature: string): void {
    this.#lookAhead.want({
      key: results,
      images: image.madeOf === null ? [image.id] : [image.id, image.madeOf],
      isWanted: () => results.pixelsOf === signature && !results.pixels.current,
      ask: () => {
        const steps = stepsApart(this.#store.document.recipe, image.steps.crop);
        // The engine need not have heard of a change yet, unless the way to the image is too long to be sent along.
        if (steps.length <= MAX_EXTRA_STEPS) return { step: steps[steps.length - 1]!.id, steps: [...steps] };
        return this.#store.settled().then(() => ({ step: image.steps.crop }));
      },
      onsummary: (summary) => (results.preview = summary),
    });
  }

  #wantLimits(document: Document, image: ImageView, results: ImageResults): void {
    const signature = signatureOf(document.recipe, image.steps.limits);
    results.limits.want(signature, { step: image.steps.limits }, results.rawLimits ? 60 : 0);
  }

  #wantHistogram(document: Document, image: ImageView, results: ImageResults): void {
    const pixels = results.pixels.summary;
    const limits = this.#limitsInUse(document, image, results);
    const input = findStep(document.recipe, image.steps.limits)?.inputs['image'];
    if (!pixels || !limits || !input) return;
    const maps = inputMaps(image.stretch, pixels);
    const inputSignature = signatureOf(document.recipe, input);
    const before = results.histogramOf;
    const range = histogramRange(
      limits,
      [applyMaps(maps, pixels.minimum), applyMaps(maps, pixels.maximum)],
      before?.input === inputSignature ? before.range : null,
    );
    if (!range || (before?.input === inputSignature && before.range === range)) return;
    results.histogramOf = { input: inputSignature, range, stretch: image.stretch };
    const step = makeStep(
      `${image.id}.histogram`,
      'histogram',
      { range, bins: HISTOGRAM_BINS },
      { image: input },
    );
    const wish = `${inputSignature} ${range.join(' ')}`;
    results.histogram.want(wish, { step: step.id, steps: [step] }, before ? REST_MS : 0);
  }

  #wantEqualisation(document: Document, image: ImageView, results: ImageResults): void {
    const range = this.#limitsInUse(document, image, results);
    if (!range || !(range[0] < range[1])) return;
    const step = makeStep(
      `${image.id}.equalisation`,
      'histogram',
      { range, ...EQUALISED_COUNTS },
      { image: image.steps.crop },
    );
    const wish = `${signatureOf(document.recipe, image.steps.crop)} ${range.join(' ')}`;
    const delay = results.equalisation.summary ? REST_MS : 0;
    results.equalisation.want(wish, { step: step.id, steps: [step] }, delay);
  }

  #limitsInUse(
    document: Document,
    image: ImageView,
    results: ImageResults,
  ): readonly [number, number] | null {
    const { sharedLimits } = document;
    const { summary: pixels } = results.pixels;
    if (sharedLimits && pixels) {
      const maps = inputMaps(image.stretch, pixels);
      return [applyMaps(maps, sharedLimits[0]), applyMaps(maps, sharedLimits[1])];
    }
    const own = findStep(document.recipe, image.steps.rescale)?.params['in_range'];
    if (Array.isArray(own)) return own as unknown as readonly [number, number];
    const limits = results.limits.current ? results.limits.summary : null;
    return limits ? [limits.low, limits.high] : null;
  }

  #wantStars(document: Document, image: ImageView, results: ImageResults): void {
    results.maxima.want(signatureOf(document.recipe, image.steps.maxima), { step: image.steps.maxima });
    if (!results.maxima.current) return;
    const signature = signatureOf(document.recipe, image.steps.cut);
    results.cut.want(signature, { step: image.steps.cut }, results.cut.summary ? REST_MS : 0);
  }

  #settled(results: ImageResults, slot: Slot, error: unknown): void {
    if (slot === 'pixels') {
      this.#lookAhead.giveUp(results);
      results.preview = null;
    }
    if (error && slot === 'pixels' && !results.plain && isAboutMaps(error)) results.plain = true;
    else if (error) this.#notices.error(error);
    else if (slot === 'pixels' && results.pixels.summary?.finite === 0)
      this.#notices.warning('The image has no pixel with a value: all of it is shown as missing.');
    else if (slot === 'pixels') setTimeout(() => (results.impatient = true), PATIENCE_MS);
    else if (slot === 'limits') this.#keepRawLimits(results);
    else if (slot === 'histogram') results.histogramStretch = results.histogramOf?.stretch ?? null;
    else if (slot === 'cut') results.catalogueVersion += 1;
    else if (slot === 'maxima') void this.#fetchStars(results);
    const { document } = this.#store;
    if ([...shownImages(document), ...layersShown(document)].some(({ id }) => id === results.id))
      this.reconcile();
  }

  #keepRawLimits(results: ImageResults): void {
    const image = this.#store.document.images.find((candidate) => candidate.id === results.id);
    const { summary: pixels } = results.pixels;
    const { summary: limits } = results.limits;
    if (!image || !pixels || !limits) return;
    const maps = inputMaps(image.stretch, pixels);
    results.rawLimits = { low: invertMaps(maps, limits.low), high: invertMaps(maps, limits.high) };
  }

  async #fetchStars(results: ImageResults): Promise<void> {
    const peaks = results.maxima.summary;
    const image = this.#store.document.images.find((candidate) => candidate.id === results.id);
    const pixels = results.pixels.summary;
    if (!image || !pixels) return;
    try {
      const buffer = await this.#client.binary('peaks', { step: image.steps.maxima });
      if (results.maxima.summary === peaks) results.stars = starFieldOf(buffer, pixels);
    } catch (error) {
      if (results.maxima.summary === peaks) this.#notices.error(error);
    }
  }
}

function isLarge(summary: { readonly width: number; readonly height: number } | null, most: number): boolean {
  return summary !== null && summary.width * summary.height > most;
}

/** Whether a picture failed for its limits or its stretch and not for its pixels; the limits then say so. */
function isAboutMaps(error: unknown): boolean {
  const { code } = errorRecord(error);
  return code === 'bad-argument' || code === 'no-data';
}
