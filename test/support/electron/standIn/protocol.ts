import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { CustomScheme, Protocol } from 'electron';
import { app } from './app.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type Covered = Pick<Protocol, 'isProtocolHandled' | 'registerSchemesAsPrivileged'>;

const ports = new Map<string, Promise<number>>();

/** Custom schemes become servers on the loopback address: `app://host/path` is served at
 * `http://host.app.localhost:PORT/path`, which browsers treat as a secure context too. */
export const protocol = {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    if (app.isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure) {
        throw new Error(
          `The stand-in serves standard and secure schemes only; ${scheme} is not declared so.`,
        );
      }
      privileged.add(scheme);
    }
  },

  handle(scheme: string, handler: Handler): void {
    if (!privileged.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`);
    if (ports.has(scheme)) throw new Error(`The scheme ${scheme} has a handler already.`);
    ports.set(scheme, serve(scheme, handler));
  },

  isProtocolHandled(scheme: string): boolean {
    return ports.has(scheme);
  },
} satisfies Covered & { handle(scheme: string, handler: Handler): void };

const privileged = new Set<string>();

/** Where Chromium finds what the app knows by this address. */
export async function chromiumUrl(text: string): Promise<string> {
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  const port = await ports.get(scheme);
  return port === undefined
    ? text
    : `http://${url.host}.${scheme}.localhost:${port}${url.pathname}${url.search}${url.hash}`;
}

/** The address the app knows for a page in Chromium. */
export function electronUrl(text: string): string {
  const match = /^http:\/\/([a-z0-9.-]+)\.([a-z]+)\.localhost:\d+(\/.*)?$/.exec(text);
  const [, host, scheme, rest] = match ?? [];
  return scheme !== undefined && ports.has(scheme) ? `${scheme}://${host}${rest ?? '/'}` : text;
}

function serve(scheme: string, handler: Handler): Promise<number> {
  const server = createServer((request, response) => {
    answer(scheme, handler, request, response).catch(() => response.destroy());
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function answer(
  scheme: string,
  handler: Handler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const host = (incoming.headers.host ?? '').replace(/\.[a-z]+\.localhost:\d+$/, '');
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (typeof value !== 'string' || name === 'host' || name === 'connection') continue;
    headers.set(
      name,
      name === 'origin' || name === 'referer' ? electronUrl(value).replace(/\/$/, '') : value,
    );
  }
  const method = incoming.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const request = new Request(`${scheme}://${host}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  } as RequestInit);
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body) {
    outgoing.end();
    return;
  }
  outgoing.flushHeaders();
  const body = Readable.fromWeb(response.body as NodeReadableStream);
  body.on('error', () => outgoing.destroy());
  outgoing.on('close', () => body.destroy());
  body.pipe(outgoing);
}
