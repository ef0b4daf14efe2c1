import { describe, expect, it } from 'vitest';
import { ReadyMemory } from '../../../src/engine/readyMemory.ts';
import type { Pool } from '../../../src/engine/pool.ts';

const MIB = 2 ** 20;

function touched(): { readonly pool: Pool; readonly bytes: () => number } {
  let bytes = 0;
  const run = (_job: string, { from, to }: { from: number; to: number }): Promise<null> => {
    bytes += to - from;
    return Promise.resolve(null);
  };
  return { pool: { run } as unknown as Pool, bytes: () => bytes };
}

describe('memory made ready', () => {
  it('is of the size that is expected, all of it touched, and given away once', () => {
    const { pool, bytes } = touched();
    const ready = new ReadyMemory(pool);
    for (let i = 0; i < 2; i++) ready.prepare(3000, 2000, 'float32', () => true);
    expect([ready.bytes, bytes()]).toEqual([24e6, 24e6]);
    expect(ready.take(3000, 2000, 'float64')).toBeNull();
    expect(ready.take(3000, 2000, 'float32')).toMatchObject({ kind: 'memory', fullWidth: 3000 });
    expect(ready.take(3000, 2000, 'float32')).toBeNull();
    expect(ready.bytes).toBe(0);
  });

  it('is let go of where another size is expected, or room is wanted', () => {
    const { pool } = touched();
    const ready = new ReadyMemory(pool);
    ready.prepare(100, 100, 'float32', () => true);
    ready.prepare(100, 101, 'float32', () => true);
    expect(ready.bytes).toBe(40_400);
    expect(ready.take(100, 100, 'float32')).toBeNull();
    ready.drop();
    expect(ready.take(100, 101, 'float32')).toBeNull();
  });

  it('is not taken where there is no room, nor for images of more than 256 MiB', () => {
    const { pool, bytes } = touched();
    const ready = new ReadyMemory(pool);
    ready.prepare(100, 100, 'float32', (wanted) => wanted < 40_000);
    ready.prepare(8192, 8193, 'float32', () => true);
    expect([ready.bytes, bytes()]).toEqual([0, 0]);
    ready.prepare(8192, 8192, 'float32', () => true);
    expect([ready.bytes, bytes()]).toEqual([256 * MIB, 256 * MIB]);
  });
});
