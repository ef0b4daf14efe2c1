import type { MenuCommandId } from './menuCommands.ts';

/** A dropped file as every layer knows it; in a page it is the DOM's File. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

/** A file that the page has made; in a page it is the DOM's Blob. */
export interface MadeFile {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Most bytes of a file that the page makes: it crosses to the shell in one piece. */
export const MAX_MADE_BYTES = 2 ** 29;

/** What only a shell can give; the same interface in Electron (by the preload) and in the browser host. */
export interface Host {
  readonly kind: 'electron' | 'browser';
  /** Lets the person choose files; empty when cancelled. */
  openFiles(): Promise<readonly string[]>;
  /** Takes dropped files over and gives their handles. `progress` is called with 0 … 1 where bytes have to travel. */
  adopt(files: readonly DroppedFile[], progress: (fraction: number) => void): Promise<readonly string[]>;
  /** A target to export to, or null when cancelled. Where there is no save dialog this is `download`. */
  saveAs(suggestedName: string): Promise<{ readonly target: string } | 'download' | null>;
  /** Gives the person a file that the page has made: by a save dialog, which tells the name that was written, or null
   * when cancelled; where there is none as a download. */
  saveFile(suggestedName: string, file: MadeFile): Promise<{ readonly name: string } | 'download' | null>;
  /** Menu commands and files opened from outside; returns a function that stops listening. */
  onCommand(listener: (command: MenuCommand) => void): () => void;
}

export type MenuCommand =
  { readonly command: 'opened'; readonly handles: readonly string[] } | { readonly command: MenuCommandId };
