import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Handles } from '../../../src/engine/handles.ts';
import { contentKey } from '../../../src/engine/contentKey.ts';
import * as v from 'valibot';
import { handleSchema } from '../../../src/shared/recipe.ts';

describe('Handles', () => {
  it('name a file without naming its place, the same one each time', () => {
    const handles = new Handles();
    const handle = handles.adopt('/data/m13.fits');
    expect(v.safeParse(handleSchema, handle).success).toBe(true);
    expect(handles.adopt('/data/../data/m13.fits')).toBe(handle);
    expect(handles.file(handle)).toEqual({
      handle,
      path: path.resolve('/data/m13.fits'),
      name: 'm13.fits',
      credit: null,
    });
  });

  it('tell apart other files, other names and other credits', () => {
    const handles = new Handles();
    const all = [
      handles.adopt('/data/m13.fits'),
      handles.adopt('/data/m15.fits'),
      handles.adopt('/data/m13.fits', { name: 'upload.fits' }),
      handles.adopt('/data/m13.fits', { credit: 'NASA' }),
    ];
    expect(new Set(all).size).toBe(4);
    expect(handles.file(all[2]!).name).toBe('upload.fits');
    expect(handles.file(all[3]!).credit).toBe('NASA');
  });

  it('refuse what was never chosen, and give a target once', () => {
    const handles = new Handles();
    const target = handles.adoptTarget('/out/stars.csv');
    expect(() => handles.file('0123456789abcdef')).toThrow(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
    expect(() => handles.file(target)).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
    expect(handles.takeTarget(target)).toBe(path.resolve('/out/stars.csv'));
    expect(() => handles.takeTarget(target)).toThrow(expect.objectContaining({ code: 'not-found' }) as Error);
    expect(() => handles.takeTarget(handles.adopt('/data/m13.fits'))).toThrow(
      expect.objectContaining({ code: 'not-found' }) as Error,
    );
  });
});

describe('contentKey', () => {
  it('is the same for the same parts and another for others', () => {
    expect(contentKey('a', 1, { b: [2, null] })).toBe(contentKey('a', 1, { b: [2, null] }));
    const keys = [
      contentKey('a', 'b'),
      contentKey('ab'),
      contentKey(['a', 'b']),
      contentKey('b', 'a'),
      contentKey('a', 'b', 1),
      contentKey('a', 'b', '1'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });
});
