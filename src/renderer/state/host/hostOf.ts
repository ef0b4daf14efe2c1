import type { Host } from '../../../shared/index.ts';

/** The desktop shell's host if the page runs in it, else the browser's. */
export function hostOf(window: Pick<Window, 'asterismHost'>, browserHost: () => Host): Host {
  return window.asterismHost ?? browserHost();
}
