import { describe, expect, it } from 'vitest';
import { parseWcs, toIcrs, wcsFrame, type Wcs } from '../../../../src/core/wcs/index.ts';
import { arcsecBetween } from '../../../support/angularDistance.ts';
import { frameCases, limitArcsec, tangentCards } from '../../../support/frameCases.ts';

function wcsOf(cards: Record<string, number | string>, warnings: string[] = []): Wcs {
  const wcs = parseWcs(tangentCards(cards), 2, (warning) => warnings.push(warning.message));
  if (wcs === null) throw new Error(warnings.join());
  return wcs;
}

describe('directions in ICRS are those of astropy', () => {
  it.each(frameCases())('$name', ({ name, cards, native, icrs }) => {
    const wcs = wcsOf(cards);
    native.forEach(([lon, lat], i) => {
      const found = toIcrs(wcs, lon, lat)!;
      const [ra, dec] = icrs[i]!;
      expect(arcsecBetween(found.ra, found.dec, ra, dec)).toBeLessThan(limitArcsec(name));
    });
  });
});

describe('the frame', () => {
  it.each([
    [{}, 'ICRS'],
    [{ EQUINOX: 2000 }, 'FK5'],
    [{ EQUINOX: 1984 }, 'FK5'],
    [{ EQUINOX: 1950 }, 'FK4'],
    [{ EPOCH: 1950 }, 'FK4'],
    [{ EPOCH: 0 }, 'ICRS'],
    [{ EQUINOX: 'J2000.0' }, 'FK5'],
    [{ EQUINOX: 'B1950' }, 'FK4'],
    [{ RADESYS: 'ICRS', EQUINOX: 2000 }, 'ICRS'],
    [{ RADECSYS: 'fk5 ' }, 'FK5'],
    [{ CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' }, 'GALACTIC'],
    [{ CTYPE1: 'ELON-TAN', CTYPE2: 'ELAT-TAN' }, 'ECLIPTIC'],
    [{ CTYPE1: 'HLON-TAN', CTYPE2: 'HLAT-TAN' }, 'OTHER'],
  ])('of %j is %s', (cards, frame) => {
    const warnings: string[] = [];
    expect(wcsFrame(wcsOf(cards as Record<string, number | string>, warnings))).toBe(frame);
    expect(warnings).toEqual([]);
  });

  it('that is not known has no ICRS position and a warning', () => {
    const warnings: string[] = [];
    const wcs = wcsOf({ RADESYS: 'GAPPT' }, warnings);
    expect(toIcrs(wcs, 10, 20)).toBeNull();
    expect(warnings[0]).toContain('GAPPT');
  });

  it('ignores an equinox that is no year, with a warning', () => {
    const warnings: string[] = [];
    expect(wcsFrame(wcsOf({ EQUINOX: 'today' }, warnings))).toBe('ICRS');
    expect(warnings[0]).toContain('today');
  });
});
