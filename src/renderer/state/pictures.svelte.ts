import type { DocumentStore } from './documentStore.svelte.ts';
import { Picture } from './picture.svelte.ts';
import type { Session } from './session.svelte.ts';

/** What each viewer paints, by image. */
export class Pictures {
  readonly #store: DocumentStore;
  readonly #session: Session;
  readonly #known = new Map<string, Picture>();

  constructor(store: DocumentStore, session: Session) {
    this.#store = store;
    this.#session = session;
  }

  of(image: string): Picture {
    const known = this.#known.get(image);
    if (known) return known;
    // A component may be the first to ask; what is derived must not end with it.
    let made!: Picture;
    $effect.root(() => void (made = new Picture(this.#store, this.#session, image)));
    this.#known.set(image, made);
    return made;
  }
}
