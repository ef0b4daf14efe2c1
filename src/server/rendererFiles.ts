import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors/index.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** The files of the built page by their address. Only a file that was there at the start has one,
 * so that no address, however it is spelled, leads anywhere else. */
export type RendererFiles = ReadonlyMap<string, string>;

export async function readRendererFiles(folder: string): Promise<RendererFiles> {
  const files = new Map<string, string>();
  try {
    await collect(folder, '/', files);
  } catch (cause) {
    throw notBuilt(folder, cause);
  }
  const page = files.get('/index.html');
  if (page === undefined) throw notBuilt(folder);
  files.set('/', page);
  return files;
}

/** Links are left out: `readdir`'s own recursion would follow them. */
async function collect(folder: string, address: string, into: Map<string, string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const inside = path.join(folder, entry.name);
    const name = address + encodeURIComponent(entry.name);
    if (entry.isFile()) into.set(name, inside);
    else if (entry.isDirectory()) await collect(inside, `${name}/`, into);
  }
}

/** The answer for a page's file; null when there is none at this address. */
export async function rendererResponse(files: RendererFiles, request: Request): Promise<Response | null> {
  const file = files.get(new URL(request.url).pathname);
  if (file === undefined) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const bytes = await readFile(file);
  return new Response(bytes, {
    headers: {
      'content-type': TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream',
      'content-length': String(bytes.length),
      'cache-control': 'no-cache',
    },
  });
}

function notBuilt(folder: string, cause?: unknown): AppError {
  return new AppError('file-missing', `The page of the workbench has not been built: ${folder}`, {
    remedy: 'Run `npm run build` first.',
    cause,
  });
}
