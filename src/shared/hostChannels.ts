import type { Result } from '../core/errors/index.ts';

/** Channels between the preload and Electron's main process. All but `listening` and `command` are requests
 * whose answers are a HostAnswer. */
export const HOST_CHANNELS = {
  openFiles: 'asterism:open-files',
  adopt: 'asterism:adopt',
  saveAs: 'asterism:save-as',
  saveFile: 'asterism:save-file',
  /** The page has begun to listen for commands. */
  listening: 'asterism:listening',
  /** A MenuCommand for the page. */
  command: 'asterism:command',
} as const;

/** What the main process answers: a refusal is an error with its sentence, never null. */
export type HostAnswer<T> = Result<T>;
