import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { headerBytes } from '../../../../src/core/fits/writeCards.ts';
import {
  parseWcs,
  skyFromPixel,
  toIcrs,
  writeWcs,
  type SkyPoint,
  type Wcs,
} from '../../../../src/core/wcs/index.ts';

type Cards = Record<string, number | string>;

const parse = (cards: Cards): Wcs => parseWcs(cards, 2, (warning) => expect.unreachable(warning.message))!;

/** The cards after they were written into a file and read again. */
function written(wcs: Wcs, dx: number, dy: number): Cards {
  const text = String.fromCharCode(...headerBytes(writeWcs(wcs, dx, dy)));
  const cards: Cards = {};
  for (let at = 0; !text.startsWith('END', at); at += 80) {
    const [, keyword, value] = /^(\S+) *= +('[^']*'|\S+)/.exec(text.slice(at, at + 80))!;
    cards[keyword!] = value!.startsWith("'") ? value!.slice(1, -1).trimEnd() : Number(value);
  }
  return cards;
}

/** Expects the cards of a section that begins at (dx, dy) to put pixels where the whole has them. */
function expectSameSky(cards: Cards, dx = 0, dy = 0): void {
  const wcs = parse(cards);
  const again = parse(written(wcs, dx, dy));
  expect(again.frame).toBe(wcs.frame);
  for (const [x, y] of [
    [1, 1],
    [37.5, 80.25],
    [128, 120],
    [250, 3],
  ] as const) {
    const [here, there] = [skyFromPixel(wcs, x, y), skyFromPixel(again, x - dx, y - dy)];
    expect(there === null).toBe(here === null);
    if (!here || !there) continue;
    const [a, b] = [icrsUnit(wcs, here), icrsUnit(again, there)];
    const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    expect((apart * 180) / Math.PI, JSON.stringify({ cards, x, y, here, there })).toBeLessThan(1e-11);
  }
}

/** A unit vector; in the frame itself where that has no place on the sky. */
function icrsUnit(wcs: Wcs, { lon, lat }: SkyPoint): [number, number, number] {
  const icrs = toIcrs(wcs, lon, lat);
  const [l, b] = [icrs?.ra ?? lon, icrs?.dec ?? lat].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
  ];
  return [Math.cos(b) * Math.cos(l), Math.cos(b) * Math.sin(l), Math.sin(b)];
}

const BASE: Cards = {
  CRPIX1: 128.5,
  CRPIX2: 120,
  CRVAL1: 201.25,
  CRVAL2: -43.5,
  CDELT1: -0.0123,
  CDELT2: 0.0111,
  CROTA2: 31,
};
const PROJECTIONS = ['TAN', 'SIN', 'ARC', 'STG', 'ZEA', 'CAR', 'CEA', 'MER', 'SFL', 'AIT', 'MOL'];

describe('writeWcs', () => {
  it.each(PROJECTIONS)('%s: is read as the same sky, in sections too', (code) => {
    const cards = { ...BASE, CTYPE1: `RA---${code}`, CTYPE2: `DEC--${code}` };
    expectSameSky(cards);
    expectSameSky(cards, 33, 51);
    expectSameSky({ ...cards, LONPOLE: 173 }, 2, -7);
  });

  it.each<[string, Cards]>([
    ['galactic', { CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' }],
    ['ecliptic', { CTYPE1: 'ELON-CAR', CTYPE2: 'ELAT-CAR', EQUINOX: 2000 }],
    ['supergalactic', { CTYPE1: 'SLON-SIN', CTYPE2: 'SLAT-SIN' }],
    ['FK4', { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'FK4', EQUINOX: 1950 }],
    ['FK5 of another equinox', { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'FK5', EQUINOX: 1975 }],
    ['FK4 by its equinox alone', { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', EQUINOX: 1950 }],
    ['FK4 without E-terms', { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', RADESYS: 'FK4-NO-E', EQUINOX: 1950 }],
    ['latitude first', { CTYPE1: 'DEC--TAN', CTYPE2: 'RA---TAN', CRVAL1: -43.5, CRVAL2: 201.25 }],
    ['slant SIN', { CTYPE1: 'RA---SIN', CTYPE2: 'DEC--SIN', PV2_1: 0.1, PV2_2: -0.05 }],
    ['NCP', { CTYPE1: 'RA---NCP', CTYPE2: 'DEC--NCP', CRVAL2: 60 }],
    ['CEA with a parameter', { CTYPE1: 'RA---CEA', CTYPE2: 'DEC--CEA', PV2_1: 0.5 }],
    ['a planet', { CTYPE1: 'HLON-CAR', CTYPE2: 'HLAT-CAR' }],
    ['no projection’s hyphens', { CTYPE1: 'LON--TAN', CTYPE2: 'LAT--TAN' }],
    [
      'SIP',
      {
        CTYPE1: 'RA---TAN-SIP',
        CTYPE2: 'DEC--TAN-SIP',
        ...{ A_ORDER: 3, B_ORDER: 2, A_2_0: 1e-5, A_0_3: -2e-8, A_1_1: 3e-6, B_0_2: -4e-6, B_1_1: 1.5e-6 },
      },
    ],
    [
      'TPV',
      {
        CTYPE1: 'RA---TPV',
        CTYPE2: 'DEC--TPV',
        ...{ PV1_0: 1e-4, PV1_1: 1.001, PV1_4: 2e-3, PV1_7: -1e-3, PV2_1: 0.999, PV2_2: 1e-4, PV2_5: -3e-3 },
      },
    ],
    [
      'SCAMP’s TAN',
      { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', PV1_1: 1.002, PV2_1: 1, PV1_5: 1e-3, PV2_4: 1e-3 },
    ],
  ])('%s: is read as the same sky, in sections too', (_name, cards) => {
    expectSameSky({ ...BASE, ...cards });
    expectSameSky({ ...BASE, ...cards }, 33, 51);
  });

  it('is the same sky wherever the image lies', () => {
    const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const header = fc.record({
      code: fc.constantFrom(...PROJECTIONS),
      lon: between(0, 360),
      lat: fc.oneof(between(-90, 90), fc.constantFrom(-90, 0, 90)),
      rotation: between(-180, 180),
      scale: between(1e-5, 0.05),
    });
    fc.assert(
      fc.property(header, fc.nat(500), fc.nat(500), ({ code, lon, lat, rotation, scale }, dx, dy) =>
        expectSameSky(
          {
            ...{ CTYPE1: `RA---${code}`, CTYPE2: `DEC--${code}`, CRPIX1: 100, CRPIX2: 90 },
            ...{ CRVAL1: lon, CRVAL2: lat, CDELT1: -scale, CDELT2: scale, CROTA2: rotation },
          },
          dx,
          dy,
        ),
      ),
      { numRuns: 500 },
    );
  });

  it('says where a section lies', () => {
    const wcs = parse({ ...BASE, CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN' });
    expect(written(wcs, 10, 20)).toMatchObject({ CRPIX1: 118.5, CRPIX2: 100, LTV1: -10, LTV2: -20 });
    expect(written(wcs, 0, 0)).not.toHaveProperty('LTV1');
  });
});
