import * as v from 'valibot';
import { AppError } from '../core/errors/index.ts';
import type { Document } from './document.ts';
import { checkedDocument } from './sessionDocument.ts';
import { renamedKeys } from './sessionHandles.ts';

/** What a session file is called, and the most bytes one may have. */
export const SESSION_SUFFIX = '.asterism';
export const MAX_SESSION_BYTES = 64 * 2 ** 20;
const VERSION = 1;
/** A predicate may be 40 deep, each level an object and a list. */
const MAX_NESTING = 120;
const MAX_VALUES = 4_000_000;

const text = v.pipe(v.string(), v.maxLength(4096));
const sourceSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^f[0-9]{1,9}$/)),
  /** What the person knows the file by. */
  name: text,
  /** From the session's folder, with `/` between its parts; null where there is no such way. */
  relative: v.nullable(text),
  absolute: v.nullable(text),
  bytes: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  modifiedMs: v.nullable(v.pipe(v.number(), v.finite())),
  sha256: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  /** The bundled sample, wherever it is installed. */
  sample: v.boolean(),
});
/** A file that the document was made from. */
export type SessionSource = v.InferOutput<typeof sourceSchema>;

/** A session as it is worked with: steps and views name their files by the ids of `sources`, as if those were handles. */
export interface Session {
  readonly sources: readonly SessionSource[];
  readonly document: Document;
}

const envelopeSchema = v.strictObject({
  format: v.literal('asterism-session'),
  version: v.literal(VERSION),
  /** The program that wrote it. */
  program: v.optional(text),
  sources: v.pipe(v.array(sourceSchema), v.maxLength(10_000)),
  document: v.record(v.string(), v.unknown()),
});

/** Whether a name is that of a session file. */
export function isSessionName(name: string): boolean {
  return name.toLowerCase().endsWith(SESSION_SUFFIX);
}

/** The text of a session file. `idOf` gives the id of a handle among the sources. */
export function sessionText(
  document: Document,
  sources: readonly SessionSource[],
  idOf: (handle: string) => string,
): string {
  const named = renamedKeys(document, 'handle', 'sourceFile', idOf);
  return `${JSON.stringify({ format: 'asterism-session', version: VERSION, sources, document: named }, null, 1)}\n`;
}

/** The session of a file's text.
 *
 * Errors: `bad-session` for what is none or does not hold together, `not-supported` for what a later version wrote. */
export function parseSession(content: string): Session {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (cause) {
    throw new AppError('bad-session', 'This is no session of Asterism: it is not JSON.', { cause });
  }
  refuseExcess(value);
  refuseOtherVersions(value);
  const checked = v.safeParse(envelopeSchema, value);
  if (!checked.success) {
    const issue = checked.issues[0];
    throw new AppError('bad-session', `The session is damaged at ${v.getDotPath(issue)}: ${issue.message}`);
  }
  const { sources, document } = checked.output;
  const known = new Set(sources.map(({ id }) => id));
  if (known.size < sources.length)
    throw new AppError('bad-session', 'The session is damaged: two of its files have the same id.');
  const whole = renamedKeys(document, 'sourceFile', 'handle', (id) => {
    if (known.has(id)) return placeholderOf(id);
    throw new AppError(
      'bad-session',
      `The session is damaged: it does not list its file "${id.slice(0, 40)}".`,
    );
  });
  return { sources, document: checkedDocument(whole) };
}

/** What stands for a source's handle until its file is found; shaped like one, and known to nobody. */
export function placeholderOf(id: string): string {
  return `sessionfile${id}`;
}

function refuseOtherVersions(value: unknown): void {
  const { format, version } = (value ?? {}) as { readonly format?: unknown; readonly version?: unknown };
  if (format !== 'asterism-session' || typeof version !== 'number')
    throw new AppError('bad-session', 'This is no session of Asterism.');
  if (version !== VERSION)
    throw new AppError(
      'not-supported',
      `The session has format ${version}; this version of Asterism reads format ${VERSION}.`,
      { remedy: 'Open it with the version that saved it, or a later one.' },
    );
}

/** Walks without recursion, whatever the value is. */
function refuseExcess(value: unknown): void {
  const stack: { part: unknown; depth: number }[] = [{ part: value, depth: 1 }];
  for (let values = 0; stack.length > 0; values++) {
    const { part, depth } = stack.pop()!;
    if (depth > MAX_NESTING || values > MAX_VALUES)
      throw new AppError(
        'bad-session',
        `The session is damaged: it has more than ${MAX_VALUES} values, or they are nested more than ${MAX_NESTING} deep.`,
      );
    if (typeof part !== 'object' || part === null) continue;
    if (Object.hasOwn(part, '__proto__'))
      throw new AppError('bad-session', 'The session is damaged: it has a value called "__proto__".');
    for (const child of Object.values(part)) stack.push({ part: child, depth: depth + 1 });
  }
}
