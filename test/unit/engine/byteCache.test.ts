import { describe, expect, it } from 'vitest';
import { ByteCache } from '../../../src/engine/byteCache.ts';

describe('ByteCache', () => {
  it('drops what was used least recently when the budget is passed', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', 'A', 40);
    cache.set('b', 'B', 40);
    expect(cache.get('a')).toBe('A');
    cache.set('c', 'C', 40);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
    expect(cache.bytes).toBe(80);
  });

  it('counts a key that is set again once', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', 'A', 60);
    cache.set('a', 'AA', 30);
    expect([cache.get('a'), cache.bytes]).toEqual(['AA', 30]);
  });

  it('keeps a value larger than the budget alone, until the next comes', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', 'A', 50);
    cache.set('huge', 'H', 500);
    expect([cache.get('a'), cache.get('huge'), cache.bytes]).toEqual([undefined, 'H', 500]);
    cache.set('b', 'B', 10);
    expect([cache.get('huge'), cache.get('b'), cache.bytes]).toEqual([undefined, 'B', 10]);
  });

  it('forgets what is deleted, and everything when cleared', () => {
    const cache = new ByteCache<string>(100);
    cache.set('a', 'A', 10);
    cache.set('b', 'B', 10);
    cache.delete('a');
    cache.delete('never');
    expect([cache.get('a'), cache.bytes]).toEqual([undefined, 10]);
    cache.clear();
    expect([cache.get('b'), cache.bytes]).toEqual([undefined, 0]);
  });
});
