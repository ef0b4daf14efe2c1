import { Hono } from 'hono';
import * as v from 'valibot';
import { AppError, errorRecord, type ErrorCode } from '../core/errors/index.ts';
import {
  ENDPOINTS,
  WINDOW_HEADER,
  type Answer,
  type Body,
  type EndpointName,
  type Endpoints,
} from '../shared/index.ts';

/** Rows picked one by one in a table of many millions make the largest bodies. */
const MAX_BODY_BYTES = 2 ** 24;
const WINDOW_PATTERN = /^[a-z0-9-]{1,64}$/;

type JsonName = {
  [Name in EndpointName]: Endpoints[Name] extends { answers: 'json' } ? Name : never;
}[EndpointName];

/** One handler for every endpoint of the contract: a missing or an extra one does not compile. */
export type Handlers = {
  readonly [Name in EndpointName]: (
    body: Body<Name>,
    window: string,
    /** Aborts when nobody waits for the answer any more. */
    signal: AbortSignal,
  ) => Name extends JsonName ? Answer<Name> | Promise<Answer<Name>> : Response | Promise<Response>;
};

const STATUS: Partial<Record<ErrorCode, 400 | 403 | 404 | 409 | 413 | 422>> = {
  'bad-argument': 400,
  'not-found': 404,
  refused: 403,
  cancelled: 409,
};

/** The engine's whole interface as a function of web requests. */
export function createRouter(handlers: Handlers): (request: Request) => Promise<Response> {
  const app = new Hono();
  for (const name of Object.keys(ENDPOINTS) as EndpointName[]) {
    app.post(ENDPOINTS[name].path, async (context) => {
      const window = context.req.header(WINDOW_HEADER) ?? '';
      if (!WINDOW_PATTERN.test(window))
        throw new AppError('bad-argument', `The request names no window in ${WINDOW_HEADER}.`);
      const body = await readBody(context.req.raw, ENDPOINTS[name].body, name);
      const handler = handlers[name] as (body: unknown, window: string, signal: AbortSignal) => unknown;
      const answer = await handler(body, window, context.req.raw.signal);
      return answer instanceof Response ? answer : jsonResponse(answer, 200);
    });
  }
  app.notFound((context) => {
    const error = {
      code: 'not-found',
      message: `There is no endpoint ${context.req.method} ${context.req.path}.`,
    };
    return jsonResponse({ error }, 404);
  });
  app.onError((error) => {
    const record = errorRecord(error);
    return jsonResponse({ error: record }, STATUS[record.code] ?? (record.code === 'internal' ? 500 : 422));
  });
  return async (request) => app.fetch(request);
}

async function readBody(request: Request, schema: v.GenericSchema, name: string): Promise<unknown> {
  const text = await request.text();
  if (text.length > MAX_BODY_BYTES)
    throw new AppError('bad-argument', `The body of "${name}" is larger than ${MAX_BODY_BYTES} bytes.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-argument', `The body of "${name}" is no JSON.`, { cause });
  }
  // An empty list would pass for an object without keys.
  const result = v.safeParse(schema, Array.isArray(value) ? null : value);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const path = issue.path?.map((item) => String(item.key)).join('.') ?? '';
  throw new AppError(
    'bad-argument',
    `The body of "${name}" does not fit: ${path === '' ? '' : `${path}: `}${issue.message}`,
  );
}

/** JSON has no NaN and no infinities: they travel as null, which is what the schemas of answers allow for. */
function jsonResponse(value: unknown, status: number): Response {
  const body = JSON.stringify(value);
  return new Response(body, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'cache-control': 'no-store',
    },
  });
}
