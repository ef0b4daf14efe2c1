import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { colourInto, ringStamp, stampInto } from '../../../../src/renderer/canvas/ringStamp.ts';
import { createStarIndex } from '../../../../src/renderer/canvas/starIndex.ts';

function field(count: number): { x: Float64Array; y: Float64Array } {
  const x = Float64Array.from({ length: count }, (_, i) => (i * 7919) % 1000);
  const y = Float64Array.from({ length: count }, (_, i) => (i * 104_729) % 997);
  return { x, y };
}

describe('createStarIndex', () => {
  const stars = field(5000);
  const index = createStarIndex(stars);
  const point = fc.record({
    x: fc.double({ min: -20, max: 1020, noNaN: true }),
    y: fc.double({ min: -20, max: 1020, noNaN: true }),
  });
  // The tree is used from 2048 stars on.
  const shown = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 2048, max: 4000 }));

  it('finds the nearest shown star, with a tree or without', () => {
    fc.assert(
      fc.property(point, shown, fc.double({ min: 0.1, max: 60, noNaN: true }), (at, count, reach) => {
        const distance = (star: number): number => Math.hypot(stars.x[star]! - at.x, stars.y[star]! - at.y);
        let expected: number | null = null;
        for (let star = 0; star < count; star++)
          if (distance(star) <= reach && (expected === null || distance(star) < distance(expected)))
            expected = star;
        const found = index.nearest(at, reach, count);
        if (expected === null) expect(found).toBeNull();
        else {
          expect(found).not.toBeNull();
          expect(found!).toBeLessThan(count);
          expect(distance(found!)).toBeCloseTo(distance(expected), 9);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('takes the brighter of two stars at the same place', () => {
    const pair = createStarIndex({ x: Float32Array.of(9, 5, 5), y: Float32Array.of(9, 5, 5) });
    expect(pair.nearest({ x: 5.2, y: 5 }, 8, 3)).toBe(1);
    expect(pair.nearest({ x: 5.2, y: 5 }, 8, 1)).toBe(0);
    expect(pair.nearest({ x: 5.2, y: 5 }, 1, 1)).toBeNull();
  });

  it('finds the shown stars within bounds', () => {
    const bounds = { x0: 100, x1: 220, y0: 300, y1: 350 };
    for (const count of [2500, 4100, 5000]) {
      const expected = [...stars.x.keys()].filter(
        (star) =>
          star < count &&
          stars.x[star]! >= bounds.x0 &&
          stars.x[star]! <= bounds.x1 &&
          stars.y[star]! >= bounds.y0 &&
          stars.y[star]! <= bounds.y1,
      );
      expect([...index.within(bounds, count)!].sort((a, b) => a - b)).toEqual(expected);
    }
  });

  it('leaves few and very many to a plain look at each', () => {
    expect(index.within({ x0: 0, x1: 1, y0: 0, y1: 1 }, 100)).toBeNull();
    const many = createStarIndex({ x: new Float32Array(300_000), y: new Float32Array(300_000) });
    expect(many.within({ x0: 0, x1: 1, y0: 0, y1: 1 }, 300_000)).toBeNull();
  });
});

describe('ring stamps', () => {
  const width = 40;
  const height = 30;

  it('lie around their place with the area of a ring', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 12, max: 27, noNaN: true }),
        fc.double({ min: 12, max: 17, noNaN: true }),
        fc.double({ min: 2, max: 8, noNaN: true }),
        (left, top, radius) => {
          const plane = { data: new Uint8Array(width * height), width, height };
          stampInto(plane, ringStamp(radius, 1.5, width), left, top);
          let [sum, sumX, sumY] = [0, 0, 0];
          for (let i = 0; i < plane.data.length; i++) {
            const weight = plane.data[i]! / 255;
            sum += weight;
            sumX += weight * ((i % width) + 0.5);
            sumY += weight * (Math.floor(i / width) + 0.5);
          }
          // A quarter of a pixel of placing, half of that at most, and what sampling adds.
          expect(Math.abs(sumX / sum - left)).toBeLessThan(0.2);
          expect(Math.abs(sumY / sum - top)).toBeLessThan(0.2);
          expect(sum / (2 * Math.PI * radius * 1.5)).toBeGreaterThan(0.8);
          expect(sum / (2 * Math.PI * radius * 1.5)).toBeLessThan(1.2);
        },
      ),
    );
  });

  it('never write beyond the plane and skip NaN', () => {
    const plane = { data: new Uint8Array(width * height), width, height };
    const stamp = ringStamp(5, 1, width);
    for (const [left, top] of [
      [2, 15],
      [38, 15],
      [20, 3],
      [20, 28],
      [NaN, 15],
      [20, NaN],
      [-1e9, 15],
      [1e9, 1e9],
    ] as const)
      stampInto(plane, stamp, left, top);
    expect(plane.data.every((coverage) => coverage === 0)).toBe(true);
  });

  it('become packed colours', () => {
    const pixels = new Uint32Array(3);
    colourInto(pixels, Uint8Array.of(0, 255, 128), 0x4ba0f0, 0.5);
    expect([...pixels]).toEqual([0x004ba0f0, 0x804ba0f0, 0x404ba0f0]);
  });
});
