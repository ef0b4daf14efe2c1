/** Channels between the preload and Electron's main process. All but `listening` and `command` are requests
 * whose answers are a Result. */
export const HOST_CHANNELS = {
  openFiles: 'asterism:open-files',
  adopt: 'asterism:adopt',
  saveAs: 'asterism:save-as',
  /** The page has begun to listen for commands. */
  listening: 'asterism:listening',
  /** A MenuCommand for the page. */
  command: 'asterism:command',
} as const;
