import { describe, expect, it } from 'vitest';
import { fromIcrs, parseWcs, type Wcs } from '../../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../../support/angularDistance.ts';
import { frameCases, limitArcsec, tangentCards } from '../../../support/frameCases.ts';

function wcsOf(cards: Record<string, number | string>): Wcs {
  return parseWcs(tangentCards(cards), 2, () => undefined)!;
}

describe('fromIcrs', () => {
  it.each(frameCases())('gives the directions of astropy in $name', ({ name, cards, native, icrs }) => {
    const wcs = wcsOf(cards);
    icrs.forEach(([ra, dec], i) => {
      const found = fromIcrs(wcs, ra, dec)!;
      const [lon, lat] = native[i]!;
      expect(arcsecBetween(found.lon, found.lat, lon, lat)).toBeLessThan(limitArcsec(name));
    });
  });

  it('has no answer for a frame without a place on the sky, nor for what is missing', () => {
    expect(fromIcrs(wcsOf({ CTYPE1: 'HLON-TAN', CTYPE2: 'HLAT-TAN' }), 10, 20)).toBeNull();
    expect(fromIcrs(wcsOf({ EQUINOX: 2000 }), Number.NaN, 20)!.lon).toBeNaN();
  });
});
