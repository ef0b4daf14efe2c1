/** JSON text of a plain value.
 *
 * As JSON.stringify without spaces, but a bigint prints with every digit, numbers that are not finite print as null, and
 * typed arrays print as arrays. Properties that are undefined or functions are left out. */
export function jsonText(value: unknown): string {
  return textOf(value) ?? 'null';
}

function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'bigint':
      return String(value);
    case 'string':
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : textOfObject(value);
    default:
      return undefined;
  }
}

function textOfObject(value: object): string {
  if (Array.isArray(value) || isTypedArray(value)) {
    const parts: string[] = [];
    for (const element of value as ArrayLike<unknown> & Iterable<unknown>)
      parts.push(textOf(element) ?? 'null');
    return `[${parts.join(',')}]`;
  }
  const parts: string[] = [];
  for (const [key, member] of Object.entries(value)) {
    const text = textOf(member);
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${parts.join(',')}}`;
}

function isTypedArray(value: object): boolean {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
