/// <reference types="svelte" />
/// <reference types="vite/client" />
import type { Host } from '../shared/index.ts';

declare global {
  interface Window {
    /** Put there by the desktop shell's preload; absent in a browser. */
    readonly asterismHost?: Host;
  }
}
