import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../core/errors/index.ts';
import type { Engine } from '../engine/index.ts';
import { OfferedFiles } from './offeredFiles.ts';
import { readRendererFiles } from './rendererFiles.ts';
import { receiveRequest } from './receiveRequest.ts';
import { createRouter } from './router.ts';
import { sendResponse } from './sendResponse.ts';
import { Session } from './session.ts';
import { Uploads } from './uploads.ts';

export interface ServerOptions {
  /** Answers every request under /api; the caller closes it after the server. */
  readonly engine: Pick<Engine, 'fetch' | 'adoptPath'>;
  /** The built page. */
  readonly rendererDir: string;
  /** 0 takes a free port. */
  readonly port?: number;
  /** Files and folders that the page's chooser shows; nothing else of the disk is reachable. */
  readonly offered: readonly string[];
}

export interface RunningServer {
  /** Where the page is, with its one-time token in the fragment (which a browser never sends). */
  readonly url: string;
  readonly port: number;
  /** Ends every connection and deletes what was uploaded. */
  close(): Promise<void>;
}

/** Everything listens here and nowhere else. */
const LOOPBACK = '127.0.0.1';

/** Serves the workbench to a browser on this machine: the same engine, over HTTP on the loopback address. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const session = new Session();
  const uploads = new Uploads();
  const rendererFiles = await readRendererFiles(options.rendererDir);
  const offered = await OfferedFiles.of(options.offered);
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const route = createRouter({ engine: options.engine, port, session, uploads, rendererFiles, offered });
  server.on('request', (incoming, outgoing) => void answer(route, incoming, outgoing));
  return {
    url: `http://${LOOPBACK}:${port}/#token=${session.token}`,
    port,
    async close() {
      await closeServer(server);
      await uploads.removeAll();
    },
  };
}

async function answer(
  route: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = receiveRequest(incoming, outgoing);
  if (request === null) {
    outgoing.writeHead(400, { connection: 'close' }).end();
    return;
  }
  await sendResponse(await route(request), incoming, outgoing);
}

function listen(server: Server, port: number): Promise<number> {
  // Uploads may take longer than Node's five minutes for a whole request; headers may not.
  server.requestTimeout = 0;
  server.headersTimeout = 15_000;
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        new AppError(
          'bad-argument',
          taken
            ? `Port ${port} is in use.`
            : `Port ${port} cannot be opened (${cause.code ?? cause.message}).`,
          {
            remedy: 'Choose another port, or 0 for a free one.',
            cause,
          },
        ),
      );
    });
    server.listen(port, LOOPBACK, () => resolve((server.address() as AddressInfo).port));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Event streams never end by themselves.
    server.closeAllConnections();
  });
}
