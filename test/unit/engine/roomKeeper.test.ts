import { describe, expect, it } from 'vitest';
import { withRoom } from '../../../src/engine/cluster/roomKeeper.ts';
import type { Pool } from '../../../src/engine/pool.ts';

const pool = {} as Pool;

describe('withRoom', () => {
  it('gives the room of the last work again where it is large enough', async () => {
    const first = await withRoom(pool, 100, (room) => Promise.resolve(room));
    expect(await withRoom(pool, 60, (room) => Promise.resolve(room))).toBe(first);
    const larger = await withRoom(pool, 200, (room) => Promise.resolve(room));
    expect(larger.byteLength).toBe(200);
  });

  it('gives works that run at once a room each, also after a failure', async () => {
    await expect(withRoom(pool, 10, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    const [a, b] = await Promise.all([1, 2].map(() => withRoom(pool, 10, (room) => Promise.resolve(room))));
    expect(a).not.toBe(b);
  });
});
