import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  levelForScale,
  levelSize,
  tileSize,
  tilesOfLevel,
  tilesToDraw,
  visibleTiles,
  type Tile,
  type TileAddress,
} from '../../../../src/renderer/canvas/tileGrid.ts';
import {
  fitted,
  imageFromScreen,
  isOnImage,
  type Viewport,
} from '../../../../src/renderer/canvas/viewport.ts';

const key = ({ level, x, y }: TileAddress): string => `${level}/${x}/${y}`;

function tile(level: number, x: number, y: number): Tile {
  return { level, x, y, width: 512, height: 512, step: 1, pixels: new Float32Array(0) };
}

describe('levelForScale', () => {
  it.each([
    [1, 1, 0],
    [64, 1, 0],
    [0.51, 1, 0],
    [0.5, 1, 1],
    [0.26, 1, 1],
    [0.25, 1, 2],
    [0.25, 2, 1],
    [0.001, 1, 5],
  ])(
    'at %f screen pixels to a pixel and %f device pixels to one of those takes level %i',
    (scale, ratio, level) => {
      expect(levelForScale(scale, ratio, 5)).toBe(level);
    },
  );

  it('draws less than two, and at least one pixel of the level to a device pixel while there are levels', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1, noNaN: true }), (scale) => {
        const drawn = scale * 2 ** levelForScale(scale, 1, 30);
        expect(drawn).toBeGreaterThan(0.5);
        expect(drawn).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('sizes', () => {
  it('keep odd rows and columns', () => {
    expect(levelSize({ width: 1001, height: 3 }, 1)).toEqual({ width: 501, height: 2 });
    expect(levelSize({ width: 1001, height: 3 }, 2)).toEqual({ width: 251, height: 1 });
    expect(tileSize({ width: 1001, height: 700 }, { level: 0, x: 1, y: 1 })).toEqual({
      width: 489,
      height: 188,
    });
    expect(tilesOfLevel({ width: 1025, height: 512 }, 0).map(key)).toEqual(['0/0/0', '0/1/0', '0/2/0']);
  });
});

describe('visibleTiles', () => {
  it('lists all tiles of a fitted image, the middle ones first', () => {
    const image = { width: 1536, height: 1536 };
    const viewport = fitted({ centre: { x: 0, y: 0 }, scale: 1, width: 600, height: 600 }, image);
    const tiles = visibleTiles(viewport, image, 0);
    expect(tiles).toHaveLength(9);
    expect(tiles[0]).toEqual({ level: 0, x: 1, y: 1 });
    expect(tiles.slice(5).every(({ x, y }) => x !== 1 && y !== 1)).toBe(true);
  });

  it('lists no tile that only touches the view', () => {
    const image = { width: 2048, height: 2048 };
    const viewport: Viewport = { centre: { x: 767.5, y: 767.5 }, scale: 1, width: 512, height: 512 };
    expect(visibleTiles(viewport, image, 0)).toEqual([{ level: 0, x: 1, y: 1 }]);
  });

  it('holds the tile under every visible place of the image, and no tile twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 1, max: 9000 }),
        fc.integer({ min: 0, max: 4 }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0, max: 1, noNaN: true }))),
        (width, height, level, scale, [u = 0, v = 0, s = 0, t = 0]) => {
          const image = { width, height };
          const viewport: Viewport = {
            centre: { x: u * width, y: v * height },
            scale,
            width: 800,
            height: 600,
          };
          const tiles = visibleTiles(viewport, image, level).map(key);
          expect(new Set(tiles).size).toBe(tiles.length);
          const point = imageFromScreen(viewport, { left: 1 + 798 * s, top: 1 + 598 * t });
          fc.pre(isOnImage(point, image));
          const edge = 512 * 2 ** level;
          const under = {
            level,
            x: Math.floor((point.x + 0.5) / edge),
            y: Math.floor((point.y + 0.5) / edge),
          };
          expect(tiles).toContain(key(under));
        },
      ),
    );
  });
});

describe('tilesToDraw', () => {
  const draw = (wanted: TileAddress[], ...have: Tile[]): string[] => {
    const map = new Map(have.map((candidate) => [key(candidate), candidate]));
    return tilesToDraw(wanted, 4, (address) => map.get(key(address))).map(key);
  };

  it('draws what is wanted and nothing else when it is all there', () => {
    expect(draw([tile(1, 0, 0), tile(1, 1, 0)], tile(1, 0, 0), tile(1, 1, 0), tile(2, 0, 0))).toEqual([
      '1/0/0',
      '1/1/0',
    ]);
  });

  it('puts the nearest coarser tile below the fine ones, once', () => {
    const wanted = [tile(0, 2, 2), tile(0, 3, 2), tile(0, 3, 3)];
    expect(draw(wanted, tile(0, 3, 3), tile(2, 0, 0), tile(4, 0, 0))).toEqual(['2/0/0', '0/3/3']);
  });

  it('draws finer tiles over a coarser one that is missing', () => {
    expect(draw([tile(2, 0, 0)], tile(4, 0, 0), tile(1, 1, 1), tile(0, 0, 1))).toEqual([
      '4/0/0',
      '1/1/1',
      '0/0/1',
    ]);
  });

  it('draws nothing where nothing is known', () => {
    expect(draw([tile(0, 0, 0)])).toEqual([]);
  });
});
