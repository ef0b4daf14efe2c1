import { describe, expect, it } from 'vitest';
import type { Warning } from '../../../../src/core/errors/index.ts';
import {
  cropWcsCards,
  formatDec,
  formatRa,
  parseWcs,
  shiftWcs,
  skyFromPixel,
  type Wcs,
} from '../../../../src/core/wcs/index.ts';

type Cards = Record<string, number | string>;
const TAN: Cards = {
  CTYPE1: 'RA---TAN',
  CTYPE2: 'DEC--TAN',
  CRPIX1: 10,
  CRPIX2: 20,
  CRVAL1: 150,
  CRVAL2: 2,
  CDELT1: -0.01,
  CDELT2: 0.01,
};

function parse(
  cards: Cards | Map<string, number | string>,
  naxis = 2,
): { wcs: Wcs | null; warnings: Warning[] } {
  const warnings: Warning[] = [];
  return { wcs: parseWcs(cards, naxis, (warning) => warnings.push(warning)), warnings };
}

describe('parseWcs', () => {
  it('puts the reference value at the reference pixel', () => {
    const { wcs, warnings } = parse(TAN);
    expect(warnings).toEqual([]);
    const sky = skyFromPixel(wcs!, 10, 20)!;
    expect(sky.lon).toBeCloseTo(150, 12);
    expect(sky.lat).toBeCloseTo(2, 12);
    // One pixel up is 0.01 degrees north; one to the right is west.
    expect(skyFromPixel(wcs!, 10, 21)!.lat).toBeCloseTo(2.01, 8);
    expect(skyFromPixel(wcs!, 11, 20)!.lon).toBeLessThan(150);
  });

  it('takes a map or a record', () => {
    expect(parse(new Map(Object.entries(TAN))).wcs).toEqual(parse(TAN).wcs);
  });

  it.each<[string, Cards]>([
    ['no cards', {}],
    ['no CTYPE', { CRPIX1: 1, CRVAL1: 3, CDELT1: 1 }],
    ['axes that are not on the sky', { CTYPE1: 'LINEAR', CTYPE2: 'WAVE' }],
  ])('%s: no sky, and nothing to warn of', (_name, cards) => {
    expect(parse(cards)).toEqual({ wcs: null, warnings: [] });
  });

  it.each<[string, Cards, string]>([
    ['an unknown projection', { ...TAN, CTYPE1: 'LON--ATF', CTYPE2: 'LAT--ATF' }, 'ATF'],
    ['a singular matrix', { ...TAN, CD1_1: 0, CD1_2: 0, CD2_1: 0, CD2_2: 0 }, 'singular'],
    ['a zero step', { ...TAN, CDELT1: 0 }, 'singular'],
    ['text for a number', { ...TAN, CRVAL1: 'here' }, "CRVAL1 = 'here'"],
    ['NaN', { ...TAN, CRPIX2: NaN }, 'CRPIX2 = NaN'],
    ['infinity', { ...TAN, CDELT2: Infinity }, 'CDELT2'],
    ['text in a distortion', { ...TAN, A_ORDER: 2, A_2_0: 'x' }, 'A_2_0'],
    ['two projections', { ...TAN, CTYPE2: 'DEC--SIN' }, 'different projections'],
    ['no projection', { ...TAN, CTYPE1: 'RA', CTYPE2: 'DEC' }, 'no projection'],
    ['a longitude alone', { ...TAN, CTYPE2: 'WAVE' }, 'CTYPE1'],
    ['a latitude beyond the pole', { ...TAN, CRVAL2: 91 }, '91'],
    ['a unit that is no angle', { ...TAN, CUNIT1: 'm/s' }, 'm/s'],
  ])('%s: no sky, and one warning that says so', (_name, cards, part) => {
    const { wcs, warnings } = parse(cards);
    expect(wcs).toBeNull();
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatchObject({ code: 'wcs-unusable', message: expect.stringContaining(part) });
  });

  it('reads a cube whose sky is on the first two axes, and refuses others', () => {
    expect(parse({ ...TAN, CTYPE3: 'VRAD' }, 3).wcs).not.toBeNull();
    const { wcs, warnings } = parse({ ...TAN, CTYPE1: 'VRAD', CTYPE2: 'RA---TAN', CTYPE3: 'DEC--TAN' }, 3);
    expect(wcs).toBeNull();
    expect(warnings[0]!.message).toContain('axes 2 and 3');
  });

  it.each<[string, Cards]>([
    ['lookup tables of pixels', { CPDIS1: 'LOOKUP' }],
    ['lookup tables of columns', { D2IMDIS1: 'LOOKUP' }],
    ['TNX', { CTYPE1: 'RA---TNX', CTYPE2: 'DEC--TNX' }],
    ['another suffix', { CTYPE1: 'RA---TAN-TPD', CTYPE2: 'DEC--TAN-TPD' }],
  ])('%s: the sky without the distortion, and a warning', (_name, cards) => {
    const { wcs, warnings } = parse({ ...TAN, ...cards });
    expect(wcs).not.toBeNull();
    expect(warnings.map((warning) => warning.code)).toEqual(['wcs-distortion']);
    expect(warnings[0]!.message).toContain('is not applied; positions may be off');
  });

  it('has no sky at coordinates that are not finite', () => {
    const { wcs } = parse(TAN);
    expect(skyFromPixel(wcs!, NaN, 1)).toBeNull();
    expect(skyFromPixel(wcs!, Infinity, 1)).toBeNull();
  });
});

describe('a section', () => {
  it('keeps the sky of its pixels', () => {
    const { wcs } = parse({ ...TAN, A_ORDER: 2, A_2_0: 1e-5 });
    expect(skyFromPixel(shiftWcs(wcs!, 500, 300), 1, 1)).toEqual(skyFromPixel(wcs!, 501, 301));
  });

  it('moves the reference pixels and LTV', () => {
    const changed = cropWcsCards({ ...TAN, CRPIX1A: 5, LTV1: -100, CRPIX3: 7 }, 500, 300);
    expect(Object.fromEntries(changed)).toEqual({
      CRPIX1: -490,
      CRPIX2: -280,
      CRPIX1A: -495,
      LTV1: -600,
      LTV2: -300,
    });
  });
});

describe('sexagesimal text', () => {
  it.each<[number, number, string]>([
    [0, 2, '00:00:00.00'],
    [202.469575, 3, '13:29:52.698'],
    [359.9999999, 2, '00:00:00.00'],
    [-15, 0, '23:00:00'],
    [14.9999999, 1, '01:00:00.0'],
    [NaN, 1, ''],
  ])('right ascension %s with %i digits is %s', (degrees, digits, text) => {
    expect(formatRa(degrees, digits)).toBe(text);
  });

  it.each<[number, number, string]>([
    [0, 1, '+00:00:00.0'],
    [-0.00000001, 1, '+00:00:00.0'],
    [-0.5, 1, '-00:30:00.0'],
    [47.1952583, 2, '+47:11:42.93'],
    [-72.99999999, 1, '-73:00:00.0'],
    [89.9999999, 0, '+90:00:00'],
    [Infinity, 1, ''],
  ])('declination %s with %i digits is %s', (degrees, digits, text) => {
    expect(formatDec(degrees, digits)).toBe(text);
  });
});
