import { stat } from 'node:fs/promises';
import { AppError } from '../../core/errors/index.ts';
import type { FileDescription } from '../../shared/index.ts';
import type { ChosenFile } from '../handles.ts';
import type { EngineParts } from '../engine.ts';
import type { Handlers } from '../router.ts';

type SessionHandlers = Pick<
  Handlers,
  'session' | 'saveSession' | 'sessionDownload' | 'openSession' | 'restoreSession' | 'discardSession'
>;

/** The engine's side of the contract for sessions; `tell` sends a window its document. */
export function sessionHandlers(parts: EngineParts, tell: (window: string) => void): SessionHandlers {
  const { sessions, jobs, handles } = parts;
  return {
    session: (_body, window) => sessions.state(window),
    saveSession(body, window) {
      const target =
        body.to === 'target'
          ? handles.takeTarget(body.target)
          : body.to === 'file'
            ? sessions.fileOf(window)
            : null;
      const job = jobs.start(
        (work) => sessions.save(window, target, work),
        (event) => parts.send(window, event),
      );
      return { job };
    },
    async sessionDownload(_body, window) {
      return new Response(await sessions.download(window), {
        headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      });
    },
    openSession({ handle }, window) {
      const { path } = handles.file(handle);
      const job = jobs.start(
        (work) => sessions.open(window, path, work, () => tell(window)),
        (event) => parts.send(window, event),
      );
      return { job };
    },
    restoreSession({ id }, window) {
      const job = jobs.start(
        (work) => sessions.restore(window, id, work, () => tell(window)),
        (event) => parts.send(window, event),
      );
      return { job };
    },
    async discardSession({ id }) {
      await sessions.discard(id);
      return {};
    },
  };
}

/** What the page is told of a session file before it opens it. */
export async function sessionDescription({ handle, path, name }: ChosenFile): Promise<FileDescription> {
  const { size } = await stat(path).catch((cause: unknown) => {
    throw new AppError('file-missing', `There is no such file: ${name}`, { cause });
  });
  return {
    handle,
    name,
    bytes: size,
    format: 'session',
    hdus: [],
    tables: [],
    firstImage: null,
    warnings: [],
    credit: null,
  };
}
