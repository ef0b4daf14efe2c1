import { applyMaps, invertMaps, type PointMap } from '../../core/image/index.ts';
import type { DisplayMapping } from '../../core/stretch/index.ts';
import { findStep, type ImageSummary, type ImageView, type LoadedColormap } from '../../shared/index.ts';
import type { Display } from '../canvas/viewer.ts';
import { buildDisplay, coloursOf, stretchOf, type DisplayChoice } from './display.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import { inputMaps, type ImageResults } from './imageResults.svelte.ts';
import type { Session } from './session.svelte.ts';
import { displayStretch } from './stretches.ts';

export interface DisplayLimits {
  /** In units of the stretch's input: normalised for the book's, raw for the others. */
  readonly low: number;
  readonly high: number;
  /** As raw pixel values. */
  readonly rawLow: number;
  readonly rawHigh: number;
  /** Whether they are the exact ones, or stand in until those arrive. */
  readonly exact: boolean;
}

/** What a viewer paints: an image with its limits, stretch and colours, without asking the engine. */
export class Picture {
  readonly #store: DocumentStore;
  readonly #session: Session;

  readonly #id: string | null;

  /** Of the image of that id; of the active one where it is null. */
  constructor(store: DocumentStore, session: Session, id: string | null = null) {
    this.#store = store;
    this.#session = session;
    this.#id = id;
  }

  get #view(): ImageView | null {
    if (this.#id === null) return this.#store.active;
    return this.#store.document.images.find(({ id }) => id === this.#id) ?? null;
  }

  get #results(): ImageResults | null {
    return this.#id === null ? this.#session.active : this.#session.resultsOf(this.#id);
  }

  /** The pixels of the active image; null while the first of them are read. */
  readonly image: ImageSummary | null = $derived.by(
    () => this.#results?.preview ?? this.#results?.pixels.summary ?? null,
  );

  /** From raw pixels to the units of the limits. */
  readonly maps: readonly PointMap[] = $derived.by(() =>
    this.image && this.#view ? inputMaps(this.#view.stretch, this.image) : [],
  );

  /** The limits the person set; null for those of the percentiles. */
  readonly ownLimits: readonly [number, number] | null = $derived.by(() => {
    const view = this.#view;
    const step = view && findStep(this.#store.document.recipe, view.steps.rescale);
    const range = step?.params['in_range'];
    return Array.isArray(range) ? (range as unknown as readonly [number, number]) : null;
  });

  readonly limits: DisplayLimits | null = $derived.by(() => {
    const results = this.#results;
    const { image, maps, ownLimits } = this;
    if (!results || !image) return null;
    const shared = this.#store.document.sharedLimits;
    if (shared) {
      const [rawLow, rawHigh] = shared;
      return { low: applyMaps(maps, rawLow), high: applyMaps(maps, rawHigh), rawLow, rawHigh, exact: true };
    }
    if (ownLimits) return this.#fromInput(ownLimits[0], ownLimits[1], true);
    // All of it is missing, whatever they are.
    if (image.finite === 0) return { low: 0, high: 0, rawLow: 0, rawHigh: 0, exact: true };
    if (results.limits.current && results.limits.summary)
      return this.#fromInput(results.limits.summary.low, results.limits.summary.high, true);
    const raw = results.rawLimits ?? (results.impatient ? { low: image.minimum, high: image.maximum } : null);
    if (!raw) return null;
    const exact = false;
    return {
      low: applyMaps(maps, raw.low),
      high: applyMaps(maps, raw.high),
      rawLow: raw.low,
      rawHigh: raw.high,
      exact,
    };
  });

  /** Shows the image with a colour map that is tried out, in place of the document's; null ends it. */
  preview(colormap: string | null): void {
    const results = this.#results;
    if (results) results.triedColormap = colormap;
  }

  // By themselves, so that a change of the document that leaves them as they are makes no new colours.
  readonly #colormap: string | null = $derived.by(() => {
    const view = this.#view;
    return view && (this.#results?.triedColormap ?? view.colormap);
  });
  readonly #isInverted: boolean = $derived.by(() => this.#view?.inverted ?? false);
  readonly #loadedColormaps: readonly LoadedColormap[] = $derived.by(() => this.#store.document.colormaps);

  /** The colours of the map, dark to bright. */
  readonly colours: Uint32Array | null = $derived.by(() => {
    const name = this.#colormap;
    return name === null ? null : coloursOf(name, this.#isInverted, this.#loadedColormaps);
  });

  /** The parameter of the stretch's curve; 0 for its usual one. */
  readonly curveParameter: number = $derived.by(() => {
    const view = this.#view;
    const step = view && findStep(this.#store.document.recipe, view.steps.picture);
    return Number(step?.params['a'] ?? 0);
  });

  readonly #choice: DisplayChoice | null = $derived.by(() => {
    const view = this.#view;
    const { image, limits, colours } = this;
    if (!view || !image || !limits || !colours) return null;
    return this.#unlessSame({
      stretch: view.stretch,
      a: this.curveParameter,
      low: limits.rawLow,
      high: limits.rawHigh,
      // Only the book's stretch asks for it.
      maximum: displayStretch(view.stretch) === 'book' ? image.maximum : 0,
      histogram: view.stretch === 'histogram' ? (this.#results?.equalisation.summary ?? null) : null,
      contrast: view.contrast,
      bias: view.bias,
      colours,
      missing: view.missing,
    });
  });
  #chosen: DisplayChoice | null = null;

  /** The choice before, where this one is no other: so what follows from it stays, and nothing is painted anew. */
  #unlessSame(choice: DisplayChoice): DisplayChoice {
    const before = this.#chosen;
    const names = Object.keys(choice) as (keyof DisplayChoice)[];
    if (before && names.every((name) => Object.is(choice[name], before[name]))) return before;
    return (this.#chosen = choice);
  }

  /** From raw values to shades before contrast and bias; null until there are limits. */
  readonly mapping: DisplayMapping | null = $derived(this.#choice && stretchOf(this.#choice));

  readonly display: Display | null = $derived(this.#choice && buildDisplay(this.#choice));

  #fromInput(low: number, high: number, exact: boolean): DisplayLimits {
    return { low, high, rawLow: invertMaps(this.maps, low), rawHigh: invertMaps(this.maps, high), exact };
  }
}
