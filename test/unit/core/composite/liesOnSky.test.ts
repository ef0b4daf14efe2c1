import { describe, expect, it } from 'vitest';
import { liesOnSky, type ImagePlace } from '../../../../src/core/composite/index.ts';
import type { Wcs } from '../../../../src/core/wcs/index.ts';

const wcs = (crval: number): Wcs => ({ crval: [crval, 2] }) as unknown as Wcs;
const place = (change: Partial<ImagePlace> = {}): ImagePlace => ({
  ...{ width: 30, height: 20, originX: 0, originY: 0, wcs: wcs(150) },
  ...change,
});

describe('whether an image is laid on red by the sky', () => {
  it('not where their pixels lie on each other already', () => {
    expect(liesOnSky(place(), place(), 'green')).toBe(false);
    expect(liesOnSky(place({ wcs: null }), place(), 'green')).toBe(false);
    expect(liesOnSky(place(), place({ wcs: null, originX: 3 }), 'blue')).toBe(false);
  });

  it('where another sky, another part or another size lies on the pixels', () => {
    expect(liesOnSky(place(), place({ wcs: wcs(151) }), 'green')).toBe(true);
    expect(liesOnSky(place(), place({ originX: 3 }), 'green')).toBe(true);
    expect(liesOnSky(place(), place({ originY: 1 }), 'green')).toBe(true);
    expect(liesOnSky(place(), place({ width: 31 }), 'blue')).toBe(true);
  });

  it('refused where sizes differ and one has no sky', () => {
    for (const [red, blue] of [
      [place(), place({ width: 31, wcs: null })],
      [place({ wcs: null }), place({ height: 21 })],
    ] as const)
      expect(() => liesOnSky(red, blue, 'blue')).toThrowError(
        expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining('for blue') }),
      );
  });
});
