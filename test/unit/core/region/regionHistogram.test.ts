import { describe, expect, it } from 'vitest';
import { coverOf, regionHistogram, type RegionShape } from '../../../../src/core/region/index.ts';

const [width, height] = [40, 150];
const pixels = Float64Array.from({ length: width * height }, (_, i) =>
  i % 97 === 0 ? NaN : (i * 7919) % 1013,
);
const plane = {
  width,
  height,
  originX: 10,
  originY: 20,
  read: (x0: number, y0: number, x1: number, y1: number) =>
    Float64Array.from(
      { length: (x1 - x0) * (y1 - y0) },
      (_, i) => pixels[(y0 + Math.floor(i / (x1 - x0))) * width + x0 + (i % (x1 - x0))]!,
    ),
};
const circle: RegionShape = { kind: 'circle', centre: [32, 90], radius: 30 };
const hole: RegionShape = { kind: 'box', centre: [30, 95], size: [9, 11], angle: 20 };

describe('counts of a region', () => {
  it('are those pixel by pixel, without what is excluded', () => {
    const values: number[] = [];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const value = pixels[y * width + x]!;
        const inside = coverOf(circle).contains(x + 10, y + 20) && !coverOf(hole).contains(x + 10, y + 20);
        if (inside && Number.isFinite(value)) values.push(value);
      }
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const counts = new Array<number>(16).fill(0);
    for (const value of values) counts[Math.min(Math.floor(((value - low) * 16) / (high - low)), 15)]! += 1;
    const regions = [
      { shape: circle, include: true },
      { shape: hole, include: false },
    ];
    const found = regionHistogram(plane, regions, 16);
    expect(found).toMatchObject({ low, high });
    expect([...found.counts]).toEqual(counts);
  });

  it('are none beside the image', () => {
    const away: RegionShape = { kind: 'circle', centre: [900, 900], radius: 5 };
    for (const shape of [away, null]) {
      const { low, counts } = regionHistogram(plane, [{ shape, include: true }], 4);
      expect(low).toBeNaN();
      expect([...counts]).toEqual([0, 0, 0, 0]);
    }
  });
});

it('a hole of many corners costs no more than a look at its rows', () => {
  const corners = Array.from(
    { length: 5000 },
    (_, i) => [200 + 150 * Math.cos(i / 795), 200 + 150 * Math.sin(i / 795)] as const,
  );
  const side = 400;
  const even = { ...plane, width: side, height: side, originX: 0, originY: 0 };
  const read = (x0: number, y0: number, x1: number, y1: number): Float32Array =>
    new Float32Array((x1 - x0) * (y1 - y0));
  const start = performance.now();
  const { counts } = regionHistogram(
    { ...even, read },
    [
      { shape: { kind: 'box', centre: [200, 200], size: [side, side], angle: 0 }, include: true },
      { shape: { kind: 'polygon', corners }, include: false },
    ],
    8,
  );
  expect(performance.now() - start).toBeLessThan(2000);
  expect(Math.abs(counts[0]! - (side * side - Math.PI * 150 * 150))).toBeLessThan(1500);
});
