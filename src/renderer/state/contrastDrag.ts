import { MAX_CONTRAST, NEUTRAL } from '../../core/stretch/index.ts';
import type { OnContrast } from '../canvas/contrastDrag.ts';
import type { DocumentStore } from './documentStore.svelte.ts';
import { Gesture } from './gesture.ts';

/** Contrast and bias of the active image by a drag over the picture: the width is all of the bias, the height all of
 * the contrast, as in DS9, counted from where they are. One drag is one undo step. */
export function createContrastDrag(store: Pick<DocumentStore, 'active' | 'act'>): {
  readonly drag: OnContrast;
} {
  const gesture = new Gesture();
  let from: { readonly contrast: number; readonly bias: number } = NEUTRAL;

  const drag: OnContrast = (dx, dy, phase) => {
    const view = store.active;
    if (!view) return;
    if (phase === 'begin') {
      gesture.begin();
      from = { contrast: view.contrast, bias: view.bias };
    } else if (phase === 'end') gesture.end();
    else if (phase === 'reset') store.act({ type: 'set-colours', image: view.id, ...NEUTRAL });
    else {
      const contrast = clamped(from.contrast + MAX_CONTRAST * dy, MAX_CONTRAST);
      const bias = clamped(from.bias + dx, 1);
      store.act({ type: 'set-colours', image: view.id, contrast, bias, gesture: gesture.id() });
    }
  };
  return { drag };
}

/** 0 … most, to three decimals: numbers that a person reads. */
function clamped(value: number, most: number): number {
  return Math.round(1000 * Math.min(Math.max(value, 0), most)) / 1000;
}
