import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWcs, toIcrs, wcsFrame, type Wcs } from '../../../../src/core/wcs/index.ts';
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

function wcsOf(cards: Record<string, number | string>, warnings: string[] = []): Wcs {
  const wcs = parseWcs(
    { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CDELT1: -1, CDELT2: 1, ...cards },
    2,
    (warning) => warnings.push(warning.message),
  );
  if (wcs === null) throw new Error(warnings.join());
  return wcs;
}

/** Precession is that which defines each frame, not IAU 2006 as in astropy; the ecliptic leaves out the frame bias. */
const LIMIT_ARCSEC: Record<string, number> = { 'FK5 of 1987': 0.1, 'FK4 of 1900': 0.1, ecliptic: 0.05 };

describe('directions in ICRS are those of astropy', () => {
  it.each(frames)('$name', ({ name, cards, native, icrs }) => {
    const wcs = wcsOf(cards);
    native.forEach(([lon, lat], i) => {
      const found = toIcrs(wcs, lon, lat)!;
      const [ra, dec] = icrs[i]!;
      expect(arcsecBetween(found.ra, found.dec, ra, dec)).toBeLessThan(LIMIT_ARCSEC[name] ?? 0.001);
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
