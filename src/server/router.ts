import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';
import type { Engine } from '../engine/index.ts';
import { errorResponse } from './errorResponse.ts';
import { hostResponse } from './hostResponse.ts';
import type { OfferedFiles } from './offeredFiles.ts';
import { readBody, readJson } from './readBody.ts';
import { rendererResponse, type RendererFiles } from './rendererFiles.ts';
import { secured } from './securityHeaders.ts';
import type { Session } from './session.ts';
import type { Uploads } from './uploads.ts';

export interface RouterParts {
  readonly engine: Pick<Engine, 'fetch' | 'adoptPath'>;
  readonly port: number;
  readonly session: Session;
  readonly uploads: Uploads;
  readonly rendererFiles: RendererFiles;
  readonly offered: OfferedFiles;
}

const SESSION_LIMIT = 4096;
/** Requests to the engine are small JSON; the largest is a document's action. */
const API_LIMIT = 16 * 2 ** 20;

const tokenSchema = v.strictObject({ token: v.pipe(v.string(), v.maxLength(200)) });

/** Every request passes here: who asks, then what for. */
export function createRouter(parts: RouterParts): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      refuseStrangers(request, parts.port);
      return secured(await respond(request, parts));
    } catch (error) {
      return secured(errorResponse(error));
    }
  };
}

async function respond(request: Request, parts: RouterParts): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/session') return openSession(request, parts.session);
  const api = pathname.startsWith('/api/');
  if (api || pathname.startsWith('/host/')) {
    if (!parts.session.admits(request.headers.get('authorization'))) return unauthorised();
    return uncached(api ? await engineResponse(request, parts.engine) : await hostResponse(request, parts));
  }
  return (await rendererResponse(parts.rendererFiles, request)) ?? errorResponse(nothingAt(pathname));
}

/** Another site's page, or a name that was pointed at this machine, can reach the port but not pass here. */
function refuseStrangers(request: Request, port: number): void {
  const here = new URL(request.url);
  const named = here.hostname === '127.0.0.1' || here.hostname === 'localhost';
  if (!named || Number(here.port || 80) !== port) {
    throw new AppError('refused', 'The request names another host.');
  }
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== here.origin) {
    throw new AppError('refused', 'The request comes from another origin.');
  }
}

async function openSession(request: Request, session: Session): Promise<Response> {
  if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
  const { token } = await readJson(request, tokenSchema, SESSION_LIMIT);
  const bearer = session.exchange(token);
  if (bearer === null) {
    throw new AppError('refused', 'This address has been used already, or was never valid.', {
      remedy: 'Start `asterism serve` again for a new address.',
    });
  }
  return uncached(Response.json({ bearer }));
}

async function engineResponse(request: Request, engine: RouterParts['engine']): Promise<Response> {
  const headers = new Headers(request.headers);
  // The engine has no use for the secret.
  headers.delete('authorization');
  const body = request.body === null ? {} : { body: await readBody(request, API_LIMIT) };
  return engine.fetch(
    new Request(request.url, { method: request.method, headers, signal: request.signal, ...body }),
  );
}

function uncached(response: Response): Response {
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  return response;
}

function unauthorised(): Response {
  const error = { code: 'refused', message: 'The request carries no valid bearer.' };
  return Response.json({ error }, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
}

function nothingAt(pathname: string): AppError {
  return new AppError('not-found', `There is nothing at ${pathname.slice(0, 200)}`);
}
