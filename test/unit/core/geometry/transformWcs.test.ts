import { describe, expect, it } from 'vitest';
import {
  flipping,
  rotation,
  scaling,
  shifting,
  transformWcs,
  type AffineMap,
} from '../../../../src/core/geometry/index.ts';
import { parseWcs, pixelFromSky, skyFromPixel, type Wcs } from '../../../../src/core/wcs/index.ts';

const TAN = {
  CTYPE1: 'RA---TAN',
  CTYPE2: 'DEC--TAN',
  CRPIX1: 40.25,
  CRPIX2: 31.5,
  CRVAL1: 168.78,
  CRVAL2: -61.26,
  CD1_1: -9.8e-6,
  CD1_2: 4.99e-6,
  CD2_1: 4.99e-6,
  CD2_2: 9.8e-6,
};
const SIP = {
  ...TAN,
  CTYPE1: 'RA---TAN-SIP',
  CTYPE2: 'DEC--TAN-SIP',
  A_ORDER: 4,
  B_ORDER: 3,
  A_2_0: 1e-4,
  A_1_1: -2e-4,
  A_0_3: 3e-6,
  A_4_0: 2e-8,
  B_2_0: -1.5e-4,
  B_1_2: 2.5e-6,
};
const TPV = {
  ...TAN,
  CTYPE1: 'RA---TPV',
  CTYPE2: 'DEC--TPV',
  PV1_1: 1.0002,
  PV1_4: 0.03,
  PV2_1: 0.9999,
  PV2_6: -0.02,
};
const image = { width: 81, height: 64 };
const origin = { x: 12, y: 7 };
const maps: readonly (readonly [string, AffineMap])[] = [
  ['rotated by 33.3', rotation(image, 33.3, true).map],
  ['rotated by 90', rotation(image, 90, true).map],
  ['scaled', scaling(image, { width: 30, height: 61 })],
  ['binned', scaling({ width: 80, height: 63 }, { width: 40, height: 21 })],
  ['shifted', shifting(3.25, -7.5)],
  ['flipped along x', flipping(image, 'x')],
  ['flipped along y', flipping(image, 'y')],
  ['turned over', flipping(image, 'both')],
  ['transposed', flipping(image, 'transpose')],
];

describe.each([
  ['TAN', TAN],
  ['SIP', SIP],
  ['TPV', TPV],
])('%s', (_name, header) => {
  const wcs = parseWcs(header, 2, ({ message }) => {
    throw new Error(message);
  })!;

  it.each(maps)('%s: the sky stays behind every pixel', (_way, map) => {
    const turned = transformWcs(wcs, map, origin.x, origin.y);
    for (const [x, y] of [
      [0, 0],
      [20, 3],
      [7.5, 44.25],
      [61, 60],
    ] as const) {
      const sky = skyFromPixel(turned, x + 1, y + 1)!;
      const expected = skyFromPixel(wcs, ...pixelInWhole(map, x, y))!;
      expect(Math.abs(sky.lon - expected.lon)).toBeLessThan(1e-9);
      expect(Math.abs(sky.lat - expected.lat)).toBeLessThan(1e-9);
      const back = pixelFromSky(turned, sky.lon, sky.lat)!;
      expect(back.x).toBeCloseTo(x + 1, 6);
      expect(back.y).toBeCloseTo(y + 1, 6);
    }
  });
});

it('keeps the order of a distortion', () => {
  const wcs = parseWcs(SIP, 2, () => {})!;
  const order = (of: Wcs) => Math.max(...[...of.sip!.a, ...of.sip!.b].map(({ i, j }) => i + j));
  const turned = transformWcs(wcs, rotation(image, 20, true).map, 0, 0);
  expect(order(turned)).toBe(order(wcs));
  expect(turned.sip).not.toEqual(wcs.sip);
});

/** 1-based pixel of the image that the WCS belongs to. */
function pixelInWhole(map: AffineMap, x: number, y: number): [number, number] {
  return [map.xx * x + map.xy * y + map.x0 + origin.x + 1, map.yx * x + map.yy * y + map.y0 + origin.y + 1];
}
