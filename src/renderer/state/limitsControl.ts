import { invertMaps } from '../../core/image/index.ts';
import { findStep } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import { Gesture } from './gesture.ts';
import type { Picture } from './picture.svelte.ts';
import type { Session } from './session.svelte.ts';

export type LimitsMethod = 'percentile-limits' | 'zscale-limits';

/** Sets the limits of the active image, or those of all images where they are shared. */
export class LimitsControl {
  readonly #store: DocumentStore;
  readonly #session: Session;
  readonly #picture: Picture;
  /** Shared limits are to become those of this image's limits step as soon as they are known. */
  #following: { readonly image: string; readonly gesture: string } | null = null;

  constructor(store: DocumentStore, session: Session, picture: Picture) {
    this.#store = store;
    this.#session = session;
    this.#picture = picture;
  }

  get isShared(): boolean {
    return this.#store.document.sharedLimits !== null;
  }

  /** How the active image's limits are found, and by which parameters. */
  get method(): { readonly name: LimitsMethod; readonly params: Readonly<Record<string, unknown>> } | null {
    const view = this.#store.active;
    const step = view && findStep(this.#store.document.recipe, view.steps.limits);
    if (!step) return null;
    const name = step.operation === 'zscale-limits' ? 'zscale-limits' : 'percentile-limits';
    return { name, params: step.params };
  }

  /** Limits by hand, in units of the stretch's input. */
  setRange(low: number, high: number, gesture: string): void {
    const view = this.#store.active;
    if (!view || !(low < high)) return;
    this.#following = null;
    if (this.isShared) {
      const { maps } = this.#picture;
      this.#share([invertMaps(maps, low), invertMaps(maps, high)], gesture);
      return;
    }
    const params = { in_range: [low, high] as [number, number] };
    this.#store.act({ type: 'set-params', step: view.steps.rescale, params, gesture });
  }

  /** Limits by a rule. */
  setMethod(method: LimitsMethod, params: Readonly<Record<string, number>>, gesture = newGesture()): void {
    const view = this.#store.active;
    if (!view) return;
    this.#store.act({ type: 'set-limits', image: view.id, method, params, gesture });
    this.#following = this.isShared ? { image: view.id, gesture } : null;
    this.follow();
  }

  /** Shows all images between the limits of the active one, or each between its own. */
  setShared(shared: boolean): void {
    const { limits } = this.#picture;
    this.#following = null;
    if (!shared) this.#store.act({ type: 'share-limits', limits: null });
    else if (limits) this.#share([limits.rawLow, limits.rawHigh], newGesture());
  }

  /** To be called when results have come: shared limits follow the image whose limits were set last. */
  follow(): void {
    const { active } = this.#session;
    const following = this.#following;
    if (!following || active?.id !== following.image || !active.limits.current || !active.rawLimits) return;
    this.#following = null;
    const { low, high } = active.rawLimits;
    this.#share([low, high], following.gesture);
  }

  #share(limits: [number, number], gesture: string): void {
    if (limits[0] < limits[1]) this.#store.act({ type: 'share-limits', limits, gesture });
  }
}

function newGesture(): string {
  return new Gesture().id();
}
