import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWcs, pixelFromSky, skyFromPixel, toIcrs, type Wcs } from '../../../src/core/wcs/index.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const header = fc
  .record({
    code: fc.constantFrom('TAN', 'SIN', 'ARC', 'STG', 'ZEA', 'CAR', 'CEA', 'MER', 'SFL', 'AIT', 'MOL'),
    lon: between(0, 360),
    lat: between(-90, 90),
    rotation: between(-180, 180),
    scale: between(1e-5, 0.1),
    sip: fc.option(fc.tuple(between(-1e-5, 1e-5), between(-1e-5, 1e-5), between(-1e-5, 1e-5)), {
      nil: undefined,
    }),
  })
  .map(({ code, lon, lat, rotation, scale, sip }) => ({
    CTYPE1: `RA---${code}`,
    CTYPE2: `DEC--${code}`,
    CRPIX1: 128.5,
    CRPIX2: 120,
    CRVAL1: lon,
    CRVAL2: lat,
    CDELT1: -scale,
    CDELT2: scale,
    CROTA2: rotation,
    ...(sip ? { A_ORDER: 2, B_ORDER: 2, A_2_0: sip[0], B_1_1: sip[1], A_0_2: sip[2] } : {}),
  }));

function wcsOf(cards: Record<string, number | string>): Wcs {
  return parseWcs(cards, 2, (warning) => expect.unreachable(warning.message))!;
}

describe('sky and pixel', () => {
  it('are each other’s inverse', () => {
    fc.assert(
      fc.property(header, between(-20, 270), between(-20, 270), (cards, x, y) => {
        const wcs = wcsOf(cards);
        const sky = skyFromPixel(wcs, x, y);
        if (sky === null) return;
        expect(sky.lon >= 0 && sky.lon < 360).toBe(true);
        expect(Math.abs(sky.lat)).toBeLessThanOrEqual(90);
        const back = pixelFromSky(wcs, sky.lon, sky.lat)!;
        // Degrees are good to 1e-13 or so, which for the finest scale is 1e-8 pixels; near a pole of SIN or a native
        // pole the plane is flat on the sky and less is left.
        expect(Math.abs(back.x - x)).toBeLessThan(1e-5);
        expect(Math.abs(back.y - y)).toBeLessThan(1e-5);
      }),
      { numRuns: 3000 },
    );
  });

  it('never throw, whatever the cards hold', () => {
    const keyword = fc.constantFrom(
      ...[
        'CTYPE1',
        'CTYPE2',
        'CRPIX1',
        'CRVAL1',
        'CRVAL2',
        'CDELT1',
        'CD1_1',
        'CD2_2',
        'PC1_2',
        'CROTA2',
        'LONPOLE',
      ],
      ...['LATPOLE', 'RADESYS', 'EQUINOX', 'CUNIT1', 'PV2_1', 'PV1_3', 'A_ORDER', 'A_2_0', 'WCSAXES'],
    );
    const value = fc.oneof(
      fc.double(),
      fc.string(),
      fc.constantFrom(
        'RA---TAN',
        'DEC--TAN',
        'GLON-CAR',
        'GLAT-CAR',
        'RA---TPV',
        'DEC--TPV',
        'RA---SIN',
        'DEC--SIN',
        '',
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(keyword, value), between(-1e6, 1e6), (cards, x) => {
        const base = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', ...cards };
        const wcs = parseWcs(base, 2, (warning) => expect(warning.message).not.toBe(''));
        const sky = wcs && skyFromPixel(wcs, x, x / 2);
        if (!wcs || !sky) return;
        pixelFromSky(wcs, sky.lon, sky.lat);
        toIcrs(wcs, sky.lon, sky.lat);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('directions in ICRS', () => {
  it('keep angles between directions', () => {
    const wcs = wcsOf({ CTYPE1: 'GLON-CAR', CTYPE2: 'GLAT-CAR' });
    const dot = (a: { ra: number; dec: number }, b: { ra: number; dec: number }): number => {
      const degree = Math.PI / 180;
      const [p, q] = [a.dec * degree, b.dec * degree];
      return Math.sin(p) * Math.sin(q) + Math.cos(p) * Math.cos(q) * Math.cos((a.ra - b.ra) * degree);
    };
    fc.assert(
      fc.property(between(0, 360), between(-90, 90), between(0, 360), between(-90, 90), (l1, b1, l2, b2) => {
        const turned = dot(toIcrs(wcs, l1, b1)!, toIcrs(wcs, l2, b2)!);
        expect(turned).toBeCloseTo(dot({ ra: l1, dec: b1 }, { ra: l2, dec: b2 }), 12);
      }),
    );
  });
});
