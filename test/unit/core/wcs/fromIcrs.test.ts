import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromIcrs, parseWcs, type Wcs } from '../../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../../support/angularDistance.ts';

interface FrameCase {
  readonly name: string;
  readonly cards: Record<string, number | string>;
  readonly native: [number, number][];
  readonly icrs: [number, number][];
}
const { frames } = JSON.parse(readFileSync(new URL('astropy.json', import.meta.url), 'utf8')) as {
  frames: FrameCase[];
};

function wcsOf(cards: Record<string, number | string>): Wcs {
  const axes = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CDELT1: -1, CDELT2: 1 };
  return parseWcs({ ...axes, ...cards }, 2, () => undefined)!;
}

/** As in frame.test.ts: precession is that which defines each frame, not IAU 2006. */
const LIMIT_ARCSEC: Record<string, number> = { 'FK5 of 1987': 0.1, 'FK4 of 1900': 0.1, ecliptic: 0.05 };

describe('fromIcrs', () => {
  it.each(frames)('gives the directions of astropy in $name', ({ name, cards, native, icrs }) => {
    const wcs = wcsOf(cards);
    icrs.forEach(([ra, dec], i) => {
      const found = fromIcrs(wcs, ra, dec)!;
      const [lon, lat] = native[i]!;
      expect(arcsecBetween(found.lon, found.lat, lon, lat)).toBeLessThan(LIMIT_ARCSEC[name] ?? 0.001);
    });
  });

  it('has no answer for a frame without a place on the sky, nor for what is missing', () => {
    expect(fromIcrs(wcsOf({ CTYPE1: 'HLON-TAN', CTYPE2: 'HLAT-TAN' }), 10, 20)).toBeNull();
    expect(fromIcrs(wcsOf({ EQUINOX: 2000 }), Number.NaN, 20)!.lon).toBeNaN();
  });
});
