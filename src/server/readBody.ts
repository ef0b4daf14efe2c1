import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';

/** The whole body of a request, refused above `limit` bytes whatever it declares. */
export async function readBody(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limit) throw tooLarge(declared, limit);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > limit) throw tooLarge(length, limit);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A JSON body of the given shape. */
export async function readJson<Schema extends v.GenericSchema>(
  request: Request,
  schema: Schema,
  limit: number,
): Promise<v.InferOutput<Schema>> {
  const text = new TextDecoder().decode(await readBody(request, limit));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-argument', 'The body of the request is not JSON.', { cause });
  }
  const checked = v.safeParse(schema, value);
  if (checked.success) return checked.output;
  const issue = checked.issues[0];
  const where = v.getDotPath(issue);
  throw new AppError(
    'bad-argument',
    `The body of the request is wrong${where ? ` at ${where}` : ''}: ${issue.message}.`,
  );
}

function tooLarge(bytes: number, limit: number): AppError {
  return new AppError(
    'over-budget',
    `The body of the request has at least ${bytes} bytes; ${limit} are allowed.`,
  );
}
