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
  it('is that of a size that was made twice in a row, all of it touched, and given away once', () => {
    const { pool, bytes } = touched();
    const ready = new ReadyMemory(pool);
    ready.made(3000, 2000, 'float32', () => true);
    expect(ready.bytes).toBe(0);
    expect(ready.take(3000, 2000, 'float32')).toBeNull();
    ready.made(3000, 2000, 'float32', () => true);
    expect([ready.bytes, bytes()]).toEqual([24e6, 24e6]);
    expect(ready.take(3000, 2000, 'float64')).toBeNull();
    expect(ready.take(3000, 2000, 'float32')).toMatchObject({ kind: 'memory', fullWidth: 3000 });
    expect(ready.take(3000, 2000, 'float32')).toBeNull();
    expect(ready.bytes).toBe(0);
  });

  it('is let go of where another size is made, or room is wanted', () => {
    const { pool } = touched();
    const ready = new ReadyMemory(pool);
    for (let i = 0; i < 2; i++) ready.made(100, 100, 'float32', () => true);
    expect(ready.bytes).toBe(40_000);
    ready.made(100, 101, 'float32', () => true);
    expect(ready.bytes).toBe(0);
    for (let i = 0; i < 2; i++) ready.made(100, 100, 'float32', () => true);
    ready.drop();
    expect(ready.take(100, 100, 'float32')).toBeNull();
  });

  it('is not taken where there is no room, nor for images of more than 256 MiB', () => {
    const { pool, bytes } = touched();
    const ready = new ReadyMemory(pool);
    for (let i = 0; i < 3; i++) ready.made(100, 100, 'float32', (wanted) => wanted < 40_000);
    for (let i = 0; i < 3; i++) ready.made(8192, 8193, 'float32', () => true);
    expect([ready.bytes, bytes()]).toEqual([0, 0]);
    for (let i = 0; i < 3; i++) ready.made(8192, 8192, 'float32', () => true);
    expect(ready.bytes).toBe(256 * MIB);
  });
});
