import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { SECURITY_HEADERS } from '../shared/securityHeaders.ts';
import { isAppUrl } from './appUrl.ts';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export interface AppHandlerOptions {
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** Answers everything under /api/. */
  readonly api: (request: Request) => Promise<Response>;
}

/** The handler of the workbench's own scheme: the engine under /api/, the built page elsewhere. */
export function createAppHandler(options: AppHandlerOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isAppUrl(request.url)) return refusal(404, 'There is nothing at this address.');
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/api/')) return secured(await options.api(request));
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405, 'Files can only be read.');
    return servePageFile(options.pageFolder, pathname);
  };
}

function secured(response: Response): Response {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.headers.set(name, value);
  return response;
}

async function servePageFile(folder: string, pathname: string): Promise<Response> {
  const type = CONTENT_TYPES[path.posix.extname(pathname)];
  const file = type === undefined ? null : await fileInside(folder, pathname);
  if (type === undefined || file === null) return refusal(404, 'There is no such file.');
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return refusal(404, 'There is no such file.');
  return new Response(new Uint8Array(bytes), {
    headers: { ...SECURITY_HEADERS, 'content-type': type, 'content-length': String(bytes.byteLength) },
  });
}

/** The file a request path means, or null when it would lie outside the folder, by `..`, an escape or a link. */
async function fileInside(folder: string, pathname: string): Promise<string | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (/[\0\\:]/.test(decoded)) return null;
  const [root, file] = await Promise.all([
    realpath(folder).catch(() => null),
    realpath(path.join(folder, decoded)).catch(() => null),
  ]);
  return root !== null && file !== null && file.startsWith(root + path.sep) ? file : null;
}

function refusal(status: number, sentence: string): Response {
  return new Response(sentence, {
    status,
    headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}
