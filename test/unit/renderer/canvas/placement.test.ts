import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeTile } from '../../../../src/renderer/canvas/placement.ts';
import {
  tileSize,
  visibleTiles,
  type Tile,
  type TileAddress,
} from '../../../../src/renderer/canvas/tileGrid.ts';
import { clamped, type ImageSize, type Viewport } from '../../../../src/renderer/canvas/viewport.ts';

function tileOf(image: ImageSize, address: TileAddress, step = 1): Tile {
  const { width, height } = tileSize(image, address);
  const sent = { width: Math.ceil(width / step), height: Math.ceil(height / step) };
  return { ...address, ...sent, step, pixels: new Float32Array(0) };
}

describe('placeTile', () => {
  it('puts the first pixel at the lower left', () => {
    const image = { width: 100, height: 50 };
    const viewport: Viewport = { centre: { x: 49.5, y: 24.5 }, scale: 2, width: 300, height: 200 };
    const tile = tileOf(image, { level: 0, x: 0, y: 0 });
    expect(placeTile(tile, viewport, image, 1)).toEqual({
      sourceX0: 0,
      sourceX1: 100,
      sourceY0: 0,
      sourceY1: 50,
      left: 50,
      right: 250,
      top: 50,
      bottom: 150,
    });
    expect(placeTile(tile, viewport, image, 2)).toMatchObject({
      left: 100,
      right: 500,
      top: 100,
      bottom: 300,
    });
  });

  it('asks for the visible pixels only', () => {
    const image = { width: 512, height: 512 };
    const viewport: Viewport = { centre: { x: 100, y: 200 }, scale: 64, width: 640, height: 320 };
    const place = placeTile(tileOf(image, { level: 0, x: 0, y: 0 }), viewport, image, 1);
    expect(place).toMatchObject({ sourceX0: 95, sourceX1: 106, sourceY0: 198, sourceY1: 203 });
    expect(place!.right - place!.left).toBe(11 * 64);
  });

  it('cuts the last pixel of a coarse level where the image ends', () => {
    const image = { width: 5, height: 5 };
    const viewport: Viewport = { centre: { x: 2, y: 2 }, scale: 10, width: 100, height: 100 };
    const place = placeTile(tileOf(image, { level: 2, x: 0, y: 0 }), viewport, image, 1);
    expect(place).toMatchObject({ sourceX0: 0, sourceX1: 1.25, left: 25, right: 75, top: 25, bottom: 75 });
  });

  it('rounds every edge to the nearest device pixel', () => {
    const image = { width: 10, height: 10 };
    const viewport: Viewport = { centre: { x: 4.7, y: 4.2 }, scale: 1, width: 100, height: 100 };
    const place = placeTile(tileOf(image, { level: 0, x: 0, y: 0 }), viewport, image, 1);
    expect(place).toMatchObject({ left: 45, right: 55, top: 45, bottom: 55 });
    const shifted = placeTile(
      tileOf(image, { level: 0, x: 0, y: 0 }),
      { ...viewport, centre: { x: 4.9, y: 4.8 } },
      image,
      1,
    );
    expect(shifted).toMatchObject({ left: 45, right: 55, top: 45, bottom: 55 });
    const further = placeTile(
      tileOf(image, { level: 0, x: 0, y: 0 }),
      { ...viewport, centre: { x: 5.1, y: 5.1 } },
      image,
      1,
    );
    expect(further).toMatchObject({ left: 44, right: 54, top: 46, bottom: 56 });
  });

  it('gives null for a tile out of view', () => {
    const image = { width: 2048, height: 512 };
    const viewport: Viewport = { centre: { x: 100, y: 100 }, scale: 1, width: 200, height: 200 };
    expect(placeTile(tileOf(image, { level: 0, x: 3, y: 0 }), viewport, image, 1)).toBeNull();
  });

  it('covers every device pixel of the visible image exactly once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 3000 }),
        fc.integer({ min: 0, max: 3 }),
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
        fc.double({ min: 0.05, max: 6, noNaN: true }),
        fc.constantFrom(1, 1.25, 2),
        fc.constantFrom(1, 2, 8),
        (size, level, [u, v], scale, ratio, step) => {
          const image = { width: size, height: size + 37 };
          const viewport = clamped(
            { centre: { x: u * image.width, y: v * image.height }, scale, width: 160, height: 120 },
            image,
          );
          const columns = 160 * ratio;
          const rows = 120 * ratio;
          const hits = new Uint8Array(columns * rows);
          let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
          for (const address of visibleTiles(viewport, image, level)) {
            const place = placeTile(tileOf(image, address, step), viewport, image, ratio);
            if (!place) continue;
            [left, right] = [Math.min(left, place.left), Math.max(right, place.right)];
            [top, bottom] = [Math.min(top, place.top), Math.max(bottom, place.bottom)];
            for (let y = Math.max(place.top, 0); y < Math.min(place.bottom, rows); y++)
              for (let x = Math.max(place.left, 0); x < Math.min(place.right, columns); x++)
                hits[y * columns + x]!++;
          }
          for (let y = Math.max(top, 0); y < Math.min(bottom, rows); y++)
            for (let x = Math.max(left, 0); x < Math.min(right, columns); x++)
              if (hits[y * columns + x] !== 1)
                throw new Error(`(${x}, ${y}) is covered ${hits[y * columns + x]} times`);
        },
      ),
      { numRuns: 60 },
    );
  });
});
