import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromIcrs,
  parseWcs,
  pixelFromSky,
  skyFromPixel,
  toIcrs,
  type Wcs,
} from '../../../../src/core/wcs/index.ts';

const FRAMES: Readonly<Record<string, Readonly<Record<string, number | string>>>> = {
  ICRS: {},
  'FK5 of 2000': { EQUINOX: 2000 },
  'FK5 of 1987': { RADESYS: 'FK5', EQUINOX: 1987 },
  'FK4 of 1950': { EQUINOX: 1950 },
  'FK4 of 1900': { EQUINOX: 1900 },
  'FK4 without E-terms': { RADESYS: 'FK4-NO-E', EQUINOX: 1950 },
  galactic: { CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' },
  supergalactic: { CTYPE1: 'SLON-TAN', CTYPE2: 'SLAT-TAN' },
  ecliptic: { CTYPE1: 'ELON-TAN', CTYPE2: 'ELAT-TAN' },
};
const DEGREES = 180 / Math.PI;

function wcsOf(cards: Readonly<Record<string, number | string>>): Wcs {
  const all = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CDELT1: -0.01, CDELT2: 0.01, CRVAL1: 40, CRVAL2: 60 };
  return parseWcs({ ...all, CRPIX1: 50, CRPIX2: 60, ...cards }, 2, () => undefined)!;
}

/** Angle between two directions in degrees, by the chord between them. */
function degreesBetween(ra1: number, dec1: number, ra2: number, dec2: number): number {
  const [halfRa, halfDec] = [(ra1 - ra2) / 2 / DEGREES, (dec1 - dec2) / 2 / DEGREES];
  const across = Math.cos(dec1 / DEGREES) * Math.cos(dec2 / DEGREES) * Math.sin(halfRa) ** 2;
  return 2 * Math.asin(Math.sqrt(Math.sin(halfDec) ** 2 + across)) * DEGREES;
}

const direction = fc.tuple(
  fc.double({ min: 0, max: 360, maxExcluded: true, noNaN: true }),
  fc.oneof(fc.double({ min: -90, max: 90, noNaN: true }), fc.constantFrom(-90, 0, 90, 89.9999999)),
);

describe('fromIcrs', () => {
  it.each(Object.keys(FRAMES))('undoes toIcrs in %s', (name) => {
    const wcs = wcsOf(FRAMES[name]!);
    fc.assert(
      fc.property(direction, ([lon, lat]) => {
        const icrs = toIcrs(wcs, lon, lat)!;
        const back = fromIcrs(wcs, icrs.ra, icrs.dec)!;
        expect(degreesBetween(lon, lat, back.lon, back.lat)).toBeLessThan(1e-12);
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.keys(FRAMES))('leads from the ICRS position of a pixel back to it in %s', (name) => {
    const wcs = wcsOf(FRAMES[name]!);
    const pixel = fc.double({ min: 1, max: 120, noNaN: true });
    fc.assert(
      fc.property(pixel, pixel, (x, y) => {
        const own = skyFromPixel(wcs, x, y)!;
        const icrs = toIcrs(wcs, own.lon, own.lat)!;
        const back = fromIcrs(wcs, icrs.ra, icrs.dec)!;
        const found = pixelFromSky(wcs, back.lon, back.lat)!;
        expect(Math.hypot(found.x - x, found.y - y)).toBeLessThan(1e-9);
      }),
    );
  });
});
