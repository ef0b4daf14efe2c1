/** A value like `next`, made of the parts of `before` that are alike: what follows from those stays as it is. Both are plain JSON
 * (texts, numbers, lists, records). */
export function keepSame<T>(before: unknown, next: T): T {
  if (Object.is(before, next) || !isCompound(before) || !isCompound(next)) return next;
  if (Array.isArray(before) !== Array.isArray(next)) return next;
  const old = before as Readonly<Record<string, unknown>>;
  const fresh = next as Readonly<Record<string, unknown>>;
  const names = Object.keys(fresh);
  const parts = names.map((name) => keepSame(old[name], fresh[name]));
  if (
    names.length === Object.keys(old).length &&
    names.every((name, i) => name in old && parts[i] === old[name])
  )
    return before as T;
  if (Array.isArray(next)) return parts as T;
  return Object.fromEntries(names.map((name, i) => [name, parts[i]])) as T;
}

function isCompound(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
