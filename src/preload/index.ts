import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Host, MenuCommand } from '../shared/host.ts';
import { HOST_CHANNELS, type HostAnswer } from '../shared/hostChannels.ts';

/** A refusal reaches the page as an error with its sentence: of an error only that crosses the bridge. */
async function request<T>(channel: string, ...args: readonly unknown[]): Promise<T> {
  const result = (await ipcRenderer.invoke(channel, ...args)) as HostAnswer<T>;
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

const host: Host = {
  kind: 'electron',

  openFiles: () => request(HOST_CHANNELS.openFiles),

  async adopt(files, progress) {
    const paths = files.map((file) => webUtils.getPathForFile(file as File));
    const handles = await request<readonly string[]>(HOST_CHANNELS.adopt, paths);
    progress(1);
    return handles;
  },

  saveAs: (suggestedName) => request(HOST_CHANNELS.saveAs, suggestedName),

  saveFile: async (suggestedName, file) =>
    request(HOST_CHANNELS.saveFile, suggestedName, new Uint8Array(await file.arrayBuffer())),

  onCommand(listener) {
    // The page's callback is wrapped, so that no event object of Electron's reaches the page.
    const relay = (_event: unknown, command: MenuCommand): void => listener(command);
    ipcRenderer.on(HOST_CHANNELS.command, relay);
    ipcRenderer.send(HOST_CHANNELS.listening);
    return () => {
      ipcRenderer.off(HOST_CHANNELS.command, relay);
    };
  },
};

contextBridge.exposeInMainWorld('asterismHost', host);
