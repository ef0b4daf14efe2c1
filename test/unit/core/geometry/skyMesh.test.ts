import { expect, it } from 'vitest';
import { skyHeights, skyPlaces, type SkyFrame } from '../../../../src/core/geometry/index.ts';
import { onImage, skyPlaceInto } from '../../../../src/core/geometry/skyPlaces.ts';
import { parseWcs } from '../../../../src/core/wcs/index.ts';

function frame(
  width: number,
  height: number,
  type: string,
  crval: [number, number],
  scale: number,
): SkyFrame {
  const wcs = parseWcs(
    {
      CTYPE1: type.startsWith('G') ? type : `RA---${type}`,
      CTYPE2: type.startsWith('G') ? type.replace('LON', 'LAT') : `DEC--${type}`,
      CRPIX1: width / 2,
      CRPIX2: height / 2 + 3,
      CRVAL1: crval[0],
      CRVAL2: crval[1],
      CD1_1: -scale,
      CD1_2: 0.1 * scale,
      CD2_1: 0.1 * scale,
      CD2_2: scale,
    },
    2,
    () => {},
  )!;
  return { width, height, originX: 2, originY: 5, wcs };
}

const near = frame(90, 70, 'TAN', [266.4, -29], 1 / 3600);
const beside = frame(75, 100, 'SIN', [266.405, -29.003], 1.4 / 3600);
const galactic = frame(60, 60, 'GLON-TAN', [359.944, -0.046], 1 / 3600);
const allSky = frame(120, 66, 'AIT', [0, 0], 3);
const wide = frame(100, 90, 'TAN', [20, 10], 1.5);

it.each([
  ['two small fields', near, beside],
  ['another frame', near, galactic],
  ['the whole sky', allSky, wide],
  ['a field of the whole sky', wide, allSky],
])('joined places are the exact ones: %s', (_name, grid, image) => {
  const places = skyPlaces(grid, image);
  const xs = new Float64Array(grid.width);
  const ys = new Float64Array(grid.width);
  const exact = new Float64Array(2);
  let inside = 0;
  let worst = 0;
  const rows: number[] = [];
  for (let y = 0; y < grid.height; y++) {
    places(y, xs, ys);
    for (let x = 0; x < grid.width; x++) {
      skyPlaceInto(exact, grid, image, x, y);
      const [ex, ey] = [onImage(exact[0]!, image.width), onImage(exact[1]!, image.height)];
      // At the very border a place may fall to either side.
      if (Number.isNaN(ex) !== Number.isNaN(xs[x]!) || Number.isNaN(ey) !== Number.isNaN(ys[x]!)) {
        const off = Math.min(
          ...[
            exact[0]! + 0.5,
            exact[0]! - image.width + 0.5,
            exact[1]! + 0.5,
            exact[1]! - image.height + 0.5,
          ].map(Math.abs),
        );
        expect(off).toBeLessThan(1e-6);
        continue;
      }
      if (Number.isNaN(ex) || Number.isNaN(ey)) continue;
      inside++;
      rows.push(ys[x]!);
      worst = Math.max(worst, Math.abs(xs[x]! - ex), Math.abs(ys[x]! - ey));
    }
  }
  expect(worst).toBeLessThan(1e-6);
  expect(inside).toBeGreaterThan(500);
  const { low, high } = skyHeights(grid, image, { y0: 0, y1: grid.height });
  expect([low, high]).toEqual([Math.min(...rows), Math.max(...rows)]);
});

it('finds no rows where the fields lie apart', () => {
  const apart = frame(50, 50, 'TAN', [10, 40], 1 / 3600);
  const { low, high } = skyHeights(near, apart, { y0: 0, y1: 70 });
  expect(low).toBeGreaterThan(high);
});

it('lays the pixels of one field on themselves', () => {
  const places = skyPlaces(near, near);
  const xs = new Float64Array(near.width);
  const ys = new Float64Array(near.width);
  places(33, xs, ys);
  expect([...xs]).toEqual([...xs.keys()]);
  expect([...ys]).toEqual([...ys].map(() => 33));
});
