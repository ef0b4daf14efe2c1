import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossmatch, skyDistance } from '../../../../src/core/table/index.ts';
import { naiveCrossmatch } from '../../../support/naive/crossmatch.ts';

/** Points in a knot at the pole, at RA 0 or elsewhere, or anywhere; some without a coordinate. */
const places = fc.constantFrom([0, 90], [0, 0], [359.999, 45], [123, -89.999], [77, -30]);
const offset = fc.double({ min: -0.01, max: 0.01, noNaN: true });
const point = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(places, offset, offset).map(([[ra, dec], a, b]) => within(ra! + a * 50, dec! + b)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.double({ min: 0, max: 360, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }))
      .map(([ra, dec]) => within(ra, dec)),
  },
  { weight: 1, arbitrary: fc.constant<[number, number]>([NaN, 0]) },
);
const catalogue = fc.array(point, { maxLength: 40 });
const radius = fc.constantFrom(1, 20, 60, 3600, 400_000, 648_000);

function within(ra: number, dec: number): [number, number] {
  return [ra, Math.max(-90, Math.min(90, dec))];
}

function columns(points: [number, number][]): [Float64Array, Float64Array] {
  return [Float64Array.from(points, (p) => p[0]), Float64Array.from(points, (p) => p[1])];
}

describe('crossmatch', () => {
  it('finds the pairs that trying all finds, in the same order', () => {
    fc.assert(
      fc.property(catalogue, catalogue, radius, (left, right, radiusArcsec) => {
        const found = crossmatch(...columns(left), ...columns(right), radiusArcsec, { keep: 'all' });
        const near = naiveCrossmatch(left, right, radiusArcsec + 1e-4);
        // Pairs at the very rim may fall on either side.
        const rim = near.filter((pair) => Math.abs(pair.separationArcsec - radiusArcsec) < 1e-4).length;
        expect(found.left.length).toBeLessThanOrEqual(near.length);
        expect(found.left.length).toBeGreaterThanOrEqual(near.length - rim);
        const known = new Map(near.map((pair) => [`${pair.left} ${pair.right}`, pair.separationArcsec]));
        found.left.forEach((row, i) => {
          expect(Math.abs(known.get(`${row} ${found.right[i]}`)! - found.separationArcsec[i]!)).toBeLessThan(
            1e-4,
          );
          if (i === 0) return;
          const step =
            row - found.left[i - 1]! || found.separationArcsec[i]! - found.separationArcsec[i - 1]!;
          expect(step > 0 || (step === 0 && found.right[i]! > found.right[i - 1]!)).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the first of all pairs of a row, and both ways only what both have', () => {
    fc.assert(
      fc.property(catalogue, catalogue, radius, (left, right, radiusArcsec) => {
        const all = crossmatch(...columns(left), ...columns(right), radiusArcsec, { keep: 'all' });
        const best = crossmatch(...columns(left), ...columns(right), radiusArcsec);
        const firsts = [...all.left.keys()].filter((i) => i === 0 || all.left[i] !== all.left[i - 1]);
        expect([...best.left]).toEqual(firsts.map((i) => all.left[i]));
        expect([...best.right]).toEqual(firsts.map((i) => all.right[i]));
        const back = crossmatch(...columns(right), ...columns(left), radiusArcsec);
        const pairs = new Set([...back.left].map((row, i) => `${back.right[i]} ${row}`));
        const both = [...best.left]
          .map((row, i) => `${row} ${best.right[i]}`)
          .filter((pair) => pairs.has(pair));
        const mutual = crossmatch(...columns(left), ...columns(right), radiusArcsec, { symmetric: true });
        expect([...mutual.left].map((row, i) => `${row} ${mutual.right[i]}`)).toEqual(both);
      }),
    );
  });
});

describe('skyDistance', () => {
  it('keeps its digits for the smallest angles and near the antipode', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e-3, noNaN: true }), (angle) => {
        expect(skyDistance(10, 0, 10, angle) / angle).toBeCloseTo(1, 12);
        expect(skyDistance(0, 0, 180, angle)).toBeCloseTo(180 - angle, 12);
      }),
    );
  });
});
