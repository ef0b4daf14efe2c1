import type { Pool } from '../pool.ts';

/** The room of the last work of a pool, for the next one: shared memory is not counted by the engine's garbage collector and
 * would pile up, and touching fresh pages takes time. It is let go when memory is collected while nothing runs. */
const kept = new WeakMap<Pool, WeakRef<SharedArrayBuffer>>();

/** Runs work with a shared buffer of at least so many bytes, whatever they hold; afterwards nobody may use it. */
export async function withRoom<Result>(
  pool: Pool,
  bytes: number,
  run: (room: SharedArrayBuffer) => Promise<Result>,
): Promise<Result> {
  const last = kept.get(pool)?.deref();
  // Works that run at once have a room each.
  kept.delete(pool);
  const room = last && last.byteLength >= bytes ? last : new SharedArrayBuffer(bytes);
  try {
    return await run(room);
  } finally {
    kept.set(pool, new WeakRef(room));
  }
}
