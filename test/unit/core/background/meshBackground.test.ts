import { describe, expect, it } from 'vitest';
import { meshMode } from '../../../../src/core/background/meshMode.ts';
import { meshGrid } from '../../../../src/core/background/meshGrid.ts';
import { meshRowInto, meshSurface } from '../../../../src/core/background/meshSurface.ts';
import { meshBackground } from '../../../../src/core/operations/filter/meshBackground.ts';
import type { WholeImage } from '../../../../src/core/strips/index.ts';
import { runOperation } from '../../../support/runOperation.ts';

function constant(width: number, height: number, value: number): WholeImage {
  return { width, height, pixelType: 'float64', pixels: new Float64Array(width * height).fill(value) };
}

describe('meshMode', () => {
  it('of equal pixels is that value, without scatter', () => {
    expect(meshMode(new Float64Array(64).fill(7.5), 8, 8, 0, 8)).toEqual({ mode: 7.5, rms: 0 });
  });

  it('is not moved by a star', () => {
    const pixels = Float64Array.from({ length: 1024 }, (_, i) => 100 + ((i * 37) % 101) / 50);
    const clean = meshMode(pixels, 32, 32, 0, 32);
    for (let i = 0; i < 20; i++) pixels[500 + i] = 5000;
    const starry = meshMode(pixels, 32, 32, 0, 32);
    expect(Math.abs(starry.mode - clean.mode)).toBeLessThan(0.1);
    expect(Math.abs(starry.rms - clean.rms)).toBeLessThan(0.1);
  });

  it('leaves missing pixels out, and says nothing when most are missing', () => {
    const pixels = new Float64Array(16).fill(3);
    pixels.fill(NaN, 0, 8);
    expect(meshMode(pixels, 4, 4, 0, 4).mode).toBe(3);
    pixels[9] = Infinity;
    expect(meshMode(pixels, 4, 4, 0, 4)).toEqual({ mode: NaN, rms: NaN });
  });
});

describe('meshGrid', () => {
  const row = (row: number, ...modes: number[]) => ({
    row,
    modes: Float64Array.from(modes),
    rms: Float64Array.from(modes, (mode) => mode / 10),
  });

  it('fills a mesh with the mean of the nearest ones', () => {
    const grid = meshGrid([row(0, 1, NaN, 3), row(1, 9, 8, 9)], 16, { filterSize: 1, filterThreshold: 0 });
    expect([...grid.background]).toEqual([1, 4, 3, 9, 8, 9]);
  });

  it('replaces what differs from the median of its window by the threshold', () => {
    const rows = [row(0, 1, 1, 1), row(1, 1, 9, 1), row(2, 1, 1, 1)];
    const middle = (filterThreshold: number) =>
      meshGrid(rows, 16, { filterSize: 3, filterThreshold }).background[4];
    expect([middle(0), middle(8), middle(8.5)]).toEqual([1, 1, 9]);
  });

  it('refuses an image without values', () => {
    expect(() => meshGrid([row(0, NaN)], 16, { filterSize: 3, filterThreshold: 0 })).toThrow(
      expect.objectContaining({ code: 'no-data' }),
    );
  });
});

describe('meshRowInto', () => {
  it('follows a plane between the middles of boxes, half a pixel off in y', () => {
    const values = Float64Array.from([0, 10, 20, 100, 110, 120, 200, 210, 220]);
    const surface = meshSurface(
      { columns: 3, rows: 3, boxSize: 10, background: values, rms: values },
      values,
    );
    const line = new Float64Array(30);
    meshRowInto(line, surface, 12);
    line.forEach((value, x) => expect(value).toBeCloseTo(10 * (12 - 5) + (x + 0.5 - 5), 9));
  });
});

describe('mesh-background', () => {
  it('takes a constant image to 0 whatever its size', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 70],
      [70, 1],
      [65, 40],
    ] as const)
      expect(
        new Set(runOperation(meshBackground, { box_size: 16 }, constant(width, height, 4)).pixels),
      ).toEqual(new Set([0]));
  });

  it('refuses more boxes than can travel with the jobs', () => {
    const { shape } = meshBackground;
    const prepare = (width: number) =>
      'prepare' in shape && shape.prepare?.({ box_size: 4 }, { width, height: 8192, pixelType: 'float32' });
    expect(() => prepare(8192)).toThrow(expect.objectContaining({ code: 'over-budget' }));
    expect(prepare(64)).toMatchObject({ reduction: 'background-mesh' });
  });

  it('gives the background under missing pixels, and keeps them in the difference', () => {
    const image = constant(40, 40, 2);
    image.pixels[5] = NaN;
    expect(runOperation(meshBackground, { gives: 'background' }, image).pixels[5]).toBe(2);
    expect(runOperation(meshBackground, {}, image).pixels[5]).toBeNaN();
  });
});
