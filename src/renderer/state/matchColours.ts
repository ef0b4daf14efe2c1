import { shownImages } from '../../shared/index.ts';
import type { DocumentStore } from './documentStore.svelte.ts';

/** Shows other images with the colours, the stretch and the limits of the active one: all that are open, or those that are
 * shown. */
export function matchColours(store: DocumentStore, which: 'open' | 'shown'): void {
  const { document, active } = store;
  if (!active || active.rgb) return;
  const others = (which === 'open' ? document.images : shownImages(document))
    .filter(({ id, rgb }) => id !== active.id && !rgb)
    .map(({ id }) => id);
  if (others.length > 0) store.act({ type: 'match-colours', image: active.id, others });
}

/** From now on what one image is given all get that are shown; they begin alike. */
export function lockColours(store: DocumentStore, locked: boolean): void {
  if (locked) matchColours(store, 'shown');
  store.act({ type: 'set-layout', layout: { lockColours: locked } });
}
