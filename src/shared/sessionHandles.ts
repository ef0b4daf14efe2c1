import { AppError } from '../core/errors/index.ts';

type Plain = Readonly<Record<string, unknown>>;

/** A copy of a document in which every text under the key `from` is given by `change` under the key `to`.
 *
 * Parameters are left alone: their names belong to the operations. A text that is under `to` already is refused, since the
 * copy could not be told from it; null stays where it is, and means that there is no file. */
export function renamedKeys(
  value: unknown,
  from: string,
  to: string,
  change: (text: string) => string,
): Plain {
  const visit = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part).map(([key, inner]): [string, unknown] => {
      if (key === 'params') return [key, inner];
      if (typeof inner === 'string' && key === to && to !== from)
        throw new AppError('bad-session', `The session is damaged: "${to}" has no place in it.`);
      return typeof inner === 'string' && key === from ? [to, change(inner)] : [key, visit(inner)];
    });
    return Object.fromEntries(entries);
  };
  return visit(value) as Plain;
}

/** The handles of all files that a document is made from, each once. */
export function handlesOf(document: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  renamedKeys(document, 'handle', 'sourceFile', (handle) => {
    found.add(handle);
    return handle;
  });
  return found;
}
