import { describe, expect, it } from 'vitest';
import { traceMask, type TraceMaskOptions } from '../../../../src/core/region/index.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';

const USUAL: TraceMaskOptions = {
  connectivity: 2,
  leastPixels: 1,
  most: 500,
  tolerance: 0,
  originX: 0,
  originY: 0,
};

/** Rows as they are seen: the last is the first of the image. */
function mask(...rows: readonly string[]): WholeImage {
  const pixels = [...rows].reverse().join('');
  return {
    width: rows[0]!.length,
    height: rows.length,
    pixelType: 'float32',
    pixels: Float32Array.from(pixels, (one) => (one === '#' ? 1 : one === 'n' ? Number.NaN : 0)),
  };
}

function trace(image: WholeImage, options: Partial<TraceMaskOptions> = {}) {
  return traceMask(image, { ...USUAL, ...options }, () => undefined);
}

function polygons(image: WholeImage, options: Partial<TraceMaskOptions> = {}): unknown[] {
  return trace(image, options).regions.map(({ shape }) => shape.kind === 'polygon' && shape.corners);
}

describe('traceMask', () => {
  it('goes around a pixel in FITS coordinates, counter-clockwise', () => {
    const square = [
      [1.5, 0.5],
      [2.5, 0.5],
      [2.5, 1.5],
      [1.5, 1.5],
    ];
    expect(polygons(mask('...', '.#.'))).toEqual([square]);
    expect(polygons(mask('...', '.#.'), { originX: 100, originY: 20 })).toEqual([
      square.map(([x, y]) => [x! + 100, y! + 20]),
    ]);
  });

  it('parts pixels that share a corner where only sides connect', () => {
    const image = mask('.#', '#.');
    expect(polygons(image, { connectivity: 1 })).toHaveLength(2);
    expect(polygons(image)).toEqual([
      [
        [0.5, 0.5],
        [1.5, 0.5],
        [1.5, 1.5],
        [2.5, 1.5],
        [2.5, 2.5],
        [1.5, 2.5],
        [1.5, 1.5],
        [0.5, 1.5],
      ],
    ]);
  });

  it('leaves holes out and counts them', () => {
    const ring = trace(mask('####', '#.##', '####', '##.#', '####'));
    expect(ring.holes).toBe(2);
    expect(ring.regions).toHaveLength(1);
    // A hole that is open at a corner is one only where corners connect.
    expect(trace(mask('##.', '#.#', '###')).holes).toBe(1);
    expect(trace(mask('##.', '#.#', '###'), { connectivity: 1 }).holes).toBe(0);
  });

  it('takes missing pixels as off, and an empty image as no objects', () => {
    expect(trace(mask('nn', 'n.'))).toEqual({
      regions: [],
      objects: 0,
      small: 0,
      beyond: 0,
      holes: 0,
      coarser: 0,
    });
  });

  it('keeps the largest, and says how many it left out', () => {
    const found = trace(mask('#.##.###', '#.......', '....#.#.'), { leastPixels: 2, most: 2 });
    expect(found).toMatchObject({ objects: 5, small: 2, beyond: 1 });
    expect(found.regions.map(({ shape }) => shape.kind === 'polygon' && shape.corners[0])).toEqual([
      [5.5, 2.5],
      [0.5, 1.5],
    ]);
  });

  it('runs straight along a slope within the tolerance', () => {
    const stairs = Array.from({ length: 40 }, (_, row) => '#'.repeat(row + 1).padEnd(40, '.'));
    const [exact] = polygons(mask(...stairs)) as [unknown[]];
    const [simple] = polygons(mask(...stairs), { tolerance: 0.5 }) as [unknown[]];
    expect(exact).toHaveLength(82);
    expect(simple.length).toBeLessThan(8);
  });

  it('gives a polygon with too many corners fewer, and says so', () => {
    // A comb: every tooth adds four corners.
    const comb = ['#.'.repeat(2600), '#'.repeat(5200)];
    const found = trace(mask(...comb));
    expect(found.coarser).toBe(1);
    const shape = found.regions[0]!.shape;
    expect(shape.kind === 'polygon' && shape.corners.length).toBeLessThanOrEqual(10_000);
  });

  it('refuses a tolerance that is no length', () => {
    expect(() => trace(mask('#'), { tolerance: -1 })).toThrow(/must be 0 or more pixels/);
    expect(() => trace(mask('#'), { tolerance: Number.NaN })).toThrow(/must be 0 or more/);
  });
});
