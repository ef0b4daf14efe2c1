import { createHash } from 'node:crypto';

/** The key of a value: a hash of all that it depends on. The same key always means the same bytes. */
export function contentKey(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
