import { describe, expect, it } from 'vitest';
import {
  gridLabel,
  gridLines,
  parseWcs,
  skyFromPixel,
  skyOfWcsInFrame,
  type SkyFrameName,
  type Wcs,
} from '../../../../src/core/wcs/index.ts';
import { gridStep } from '../../../../src/core/wcs/gridSteps.ts';
import { arcsecBetween } from '../../../support/angularDistance.ts';

function wcsOf(cards: Record<string, number | string>): Wcs {
  const wcs = parseWcs(
    {
      CTYPE1: 'RA---TAN',
      CTYPE2: 'DEC--TAN',
      CRPIX1: 500,
      CRPIX2: 500,
      CDELT1: -1e-4,
      CDELT2: 1e-4,
      ...cards,
    },
    2,
    () => undefined,
  );
  if (!wcs) throw new Error('no WCS');
  return wcs;
}
const bounds = { x0: 1, x1: 1000, y0: 1, y1: 1000 };
const grid = (wcs: Wcs, frame: SkyFrameName | null = 'ICRS') =>
  gridLines({
    wcs,
    frame,
    bounds,
    lonUnits: frame === 'GALACTIC' ? 'degrees' : 'hours',
    latUnits: 'degrees',
    lines: 6,
    tolerance: 0.5,
  });

const fields = [
  ['a field', { CRVAL1: 202.5, CRVAL2: 47.2 }],
  ['a rotated field over the meridian 0', { CRVAL1: 0.01, CRVAL2: -72, CROTA2: 37 }],
  ['the north pole', { CRVAL1: 30, CRVAL2: 89.99 }],
  ['the south pole', { CRVAL1: 30, CRVAL2: -89.99, CROTA2: 10 }],
  ['a pole just outside', { CRVAL1: 30, CRVAL2: 89.9 }],
  [
    'a whole sky',
    { CTYPE1: 'RA---AIT', CTYPE2: 'DEC--AIT', CRVAL1: 120, CRVAL2: 0, CDELT1: -0.34, CDELT2: 0.34 },
  ],
] as const satisfies readonly (readonly [string, Readonly<Record<string, number | string>>])[];

describe.each(fields)('the grid over %s', (name, cards) => {
  const wcs = wcsOf(cards);
  it.each(['ICRS', 'GALACTIC', 'ECLIPTIC', 'FK4'] as const)('lies in %s where its lines say', (frame) => {
    const lines = grid(wcs, frame);
    expect(lines.filter(({ axis }) => axis === 'lon').length).toBeGreaterThanOrEqual(2);
    expect(lines.filter(({ axis }) => axis === 'lat').length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(24);
    const pixel = Math.abs('CDELT2' in cards ? cards.CDELT2 : 1e-4) * 3600;
    for (const { axis, valueDeg, paths } of lines)
      for (const path of paths)
        for (let i = 0; i + 3 < path.length; i += 2) {
          // Also between the points, where the line that is drawn is.
          const [x, y] = [(path[i]! + path[i + 2]!) / 2, (path[i + 1]! + path[i + 3]!) / 2];
          const own = skyFromPixel(wcs, x, y);
          if (!own) continue;
          const sky = skyOfWcsInFrame(wcs, own, frame)!;
          const nearest = axis === 'lon' ? { lon: valueDeg, lat: sky.lat } : { lon: sky.lon, lat: valueDeg };
          const away = arcsecBetween(sky.lon, sky.lat, nearest.lon, nearest.lat) / pixel;
          // The whole sky is not shown to scale everywhere.
          expect(away).toBeLessThan(name === 'a whole sky' ? 4 : 1.2);
        }
  });
});

it('crosses a field from edge to edge', () => {
  for (const { axis, paths } of grid(wcsOf({ CRVAL1: 202.5, CRVAL2: 47.2 }))) {
    const along = axis === 'lon' ? 1 : 0;
    const places = paths.flatMap((path) => [...path].filter((_, i) => i % 2 === along));
    expect(Math.min(...places)).toBeLessThanOrEqual(1);
    expect(Math.max(...places)).toBeGreaterThanOrEqual(1000);
  }
});

it('has meridians on every side of a pole, and closed parallels', () => {
  const lines = grid(wcsOf({ CRVAL1: 30, CRVAL2: 90 }));
  expect(lines.filter(({ axis }) => axis === 'lon').length).toBeGreaterThanOrEqual(6);
  const inner = lines.filter(({ axis }) => axis === 'lat').at(-1)!.paths;
  expect(inner.length).toBe(1);
  const path = inner[0]!;
  expect(Math.hypot(path[0]! - path.at(-2)!, path[1]! - path.at(-1)!)).toBeLessThan(0.01);
});

it('draws the header’s own frame where it has no place on the sky, and nothing without sky', () => {
  const own = wcsOf({ CTYPE1: 'HLON-TAN', CTYPE2: 'HLAT-TAN', CRVAL1: 0, CRVAL2: 0 });
  expect(grid(own, null).length).toBeGreaterThan(4);
  expect(grid(own, 'ICRS')).toEqual([]);
  const far = wcsOf({ CTYPE1: 'RA---AIT', CTYPE2: 'DEC--AIT', CRPIX1: -1e7 });
  expect(grid(far)).toEqual([]);
});

describe('steps and labels', () => {
  it.each([
    [1, 6, 'degrees', 10 / 60],
    [0.01, 6, 'degrees', 10 / 3600],
    [360, 12, 'hours', 30],
    [0.1, 6, 'hours', 5 / 240],
    [0.1, 6, 'decimal', 0.02],
    [180, 6, 'decimal', 30],
  ] as const)('of %d degrees in %d parts, %s', (range, most, units, step) => {
    expect(gridStep(range, most, units)).toBeCloseTo(step, 12);
  });

  it.each([
    [202.5, 15, 'hours', '13ʰ'],
    [202.5, 2.5, 'hours', '13ʰ30ᵐ'],
    [202.5 + 1 / 240, 1 / 240, 'hours', '13ʰ30ᵐ01ˢ'],
    [202.5, 0.5 / 240, 'hours', '13ʰ30ᵐ00ˢ.0'],
    [359.9999999999, 15, 'hours', '0ʰ'],
    [-72.0833333333333, 1 / 60, 'degrees', '−72°05′'],
    [-1e-14, 1 / 60, 'degrees', '0°00′'],
    [47.2, 0.2 / 3600, 'degrees', '47°12′00″.0'],
    [47.2, 0.1, 'decimal', '47.2°'],
    [-1e-14, 0.05, 'decimal', '0.00°'],
  ] as const)('%d by %d in %s is %s', (value, step, units, text) => {
    expect(gridLabel(value, step, units)).toBe(text);
  });
});

describe('the grid over a map of the whole sky', () => {
  const lonsOf = (lonOfMiddle: number): number[] => {
    const wcs = wcsOf({
      CTYPE1: 'RA---CAR',
      CTYPE2: 'DEC--CAR',
      CRPIX1: 500.5,
      CRPIX2: 500.5,
      CDELT1: -0.36,
      CDELT2: 0.18,
      CRVAL1: lonOfMiddle,
      CRVAL2: 0,
    });
    return grid(wcs)
      .filter(({ axis }) => axis === 'lon')
      .map(({ valueDeg }) => valueDeg)
      .sort((a, b) => a - b);
  };
  it.each([0, 7, 90, 179.999, 180, 180.001])('has each meridian once, about longitude %d', (middle) => {
    const lons = lonsOf(middle);
    expect(lons).toEqual(lons.map((_, i) => (i * 360) / lons.length));
  });
});
