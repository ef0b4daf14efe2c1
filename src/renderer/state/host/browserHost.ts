import { AppError } from '../../../core/errors/index.ts';
import type { DroppedFile, Host } from '../../../shared/index.ts';
import { errorOfResponse } from '../engineClient.ts';
import type { HostChooser, HostListing } from './hostChooser.svelte.ts';

export interface BrowserHostOptions {
  readonly base: string;
  readonly headers: () => Readonly<Record<string, string>>;
  /** Shows the files named to `serve` and lets the person choose. */
  readonly chooser: HostChooser;
  /** Shows the browser's own file dialog. */
  readonly pickFiles: () => Promise<readonly File[]>;
  /** Starts a download. */
  readonly save: (blob: Blob, name: string) => void;
  readonly onprogress: (fraction: number | null) => void;
}

/** What a shell gives, in a browser: the served folders as the open dialog, uploads for files, downloads for saving. */
export function createBrowserHost(options: BrowserHostOptions): Host {
  const { base, headers, chooser } = options;

  async function post<Answer>(path: string, body: unknown): Promise<Answer> {
    const response = await fetch(new URL(path, base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers() },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await errorOfResponse(response);
    return (await response.json()) as Answer;
  }

  const list = (folder: string | null): Promise<HostListing> => post('host/list', { folder });

  async function adopt(
    files: readonly DroppedFile[],
    progress: (fraction: number) => void,
  ): Promise<readonly string[]> {
    const total = files.reduce((sum, file) => sum + file.size, 0) || 1;
    const handles: string[] = [];
    let before = 0;
    for (const file of files) {
      handles.push(await upload(file as File, (bytes) => progress((before + bytes) / total)));
      before += file.size;
      progress(before / total);
    }
    return handles;
  }

  /** By XMLHttpRequest, since fetch does not tell how far an upload has come. */
  function upload(file: File, onbytes: (bytes: number) => void): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ name: file.name, size: String(file.size) });
      request.open('PUT', new URL(`host/upload?${query}`, base));
      for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
      request.upload.onprogress = (event) => onbytes(event.loaded);
      request.onerror = () =>
        reject(
          new AppError('file-unreadable', `${file.name} could not be handed over to Asterism.`, {
            remedy: 'Check that it still exists and that Asterism is running, then try again.',
          }),
        );
      request.onload = () => {
        const response = new Response(request.responseText, { status: request.status || 500 });
        if (!response.ok) void errorOfResponse(response).then(reject);
        else void response.json().then((body: { handle: string }) => resolve(body.handle), reject);
      };
      request.send(file);
    });
  }

  return {
    kind: 'browser',
    async openFiles() {
      const top = await list(null);
      if (top.folders.length + top.files.length > 0) {
        const choice = await chooser.choose(top, list);
        if (choice === null) return [];
        if (choice !== 'upload')
          return (await post<{ handles: string[] }>('host/choose', { ids: choice })).handles;
      }
      const files = await options.pickFiles();
      if (files.length === 0) return [];
      try {
        return await adopt(files, options.onprogress);
      } finally {
        options.onprogress(null);
      }
    },
    adopt,
    saveAs: () => Promise.resolve('download'),
    saveFile(name, file) {
      options.save(file as Blob, name);
      return Promise.resolve('download');
    },
    onCommand: () => () => undefined,
  };
}

/** The browser's file dialog. */
export function pickFiles(document: Document): Promise<readonly File[]> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.accept =
      '.fits,.fit,.fts,.fz,.gz,.png,.jpg,.jpeg,.tif,.tiff,.csv,.tsv,.txt,.dat,.ecsv,.vot,.votable,.xml,.parquet,.asterism';
    input.addEventListener('change', () => resolve([...(input.files ?? [])]));
    input.addEventListener('cancel', () => resolve([]));
    input.click();
  });
}
