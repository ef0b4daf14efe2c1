import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import type { PlaneShape } from '../../../../src/core/reduce/index.ts';
import { imageStatistics, integerExtrema, type StatisticsPartial } from '../../../../src/core/stats/index.ts';
import { pixelData } from '../../../support/buildFits.ts';
import { piecesOf } from '../../../support/fitsPlanes.ts';

const kernels = createScalarKernels();
const pixel = fc.oneof(
  fc.double({ min: -1e40, max: 1e40, noNaN: true }),
  fc.integer({ min: -1000, max: 1000 }),
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const planes = fc
  .record({
    width: fc.integer({ min: 1, max: 4 }),
    height: fc.integer({ min: 1, max: 300 }),
    values: fc.array(pixel, { minLength: 1, maxLength: 50 }),
  })
  .map(({ width, height, values }) => ({
    width,
    height,
    pixels: Float64Array.from({ length: width * height }, (_, i) => values[(i * 7) % values.length]!),
  }));

describe('imageStatistics', () => {
  it('gives the same bytes however rows are dealt out and merged', () => {
    const deal = fc.record({
      cuts: fc.array(fc.nat(299), { maxLength: 6 }),
      pieceRows: fc.integer({ min: 1, max: 70 }),
      fromRight: fc.boolean(),
    });
    fc.assert(
      fc.property(planes, deal, ({ width, height, pixels }, { cuts, pieceRows, fromRight }) => {
        const shape: PlaneShape = { width, height, pixelType: 'float64' };
        const range = (y0: number, y1: number, rows: number): StatisticsPartial => {
          const reducer = imageStatistics.start({}, shape, kernels);
          for (const piece of piecesOf(pixels, width, y0, y1, rows)) reducer.piece(piece);
          return reducer.end();
        };
        const merge = (a: StatisticsPartial, b: StatisticsPartial) => imageStatistics.merge(a, b, {}, shape);
        const edges = [
          0,
          ...[...new Set(cuts)].filter((y) => y > 0 && y < height).sort((a, b) => a - b),
          height,
        ];
        const parts = edges.slice(1).map((y1, i) => range(edges[i]!, y1, pieceRows));
        const merged = fromRight
          ? parts.reduceRight((lower, upper) => merge(upper, lower))
          : parts.reduce(merge);
        expect(imageStatistics.finish(merged, {}, shape)).toStrictEqual(
          imageStatistics.finish(range(0, height, 64), {}, shape),
        );
      }),
    );
  });

  it('agrees with a plain computation', () => {
    fc.assert(
      fc.property(planes, ({ width, height, pixels }) => {
        const shape: PlaneShape = { width, height, pixelType: 'float64' };
        const reducer = imageStatistics.start({}, shape, kernels);
        for (const piece of piecesOf(pixels, width, 0, height)) reducer.piece(piece);
        const stats = imageStatistics.finish(reducer.end(), {}, shape);
        const finite = [...pixels].filter(Number.isFinite);
        expect(stats.count).toBe(finite.length);
        expect(stats.nan).toBe([...pixels].filter(Number.isNaN).length);
        expect(stats.nan + stats.infinite + stats.count).toBe(pixels.length);
        if (finite.length === 0) return;
        const scale = Math.max(...finite.map(Math.abs));
        const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
        const std = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / finite.length);
        expect(stats.min).toBe(Math.min(...finite));
        expect(stats.max).toBe(Math.max(...finite));
        expect(Math.abs(stats.mean - mean)).toBeLessThanOrEqual(1e-12 * scale);
        expect(Math.abs(stats.std - std)).toBeLessThanOrEqual(1e-12 * scale);
      }),
    );
  });
});

describe('integerExtrema', () => {
  it('equals a BigInt loop', () => {
    const integers = fc.array(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), {
      minLength: 1,
      maxLength: 50,
    });
    fc.assert(
      fc.property(integers, fc.boolean(), (values, hasBlank) => {
        const blank = hasBlank ? values[0]! : null;
        const kept = values.filter((value) => value !== blank);
        const extrema = integerExtrema(pixelData(64, values), {
          bitpix: 64,
          bscale: 1,
          bzero: 7,
          bzeroExact: 7n,
          blank,
        });
        if (kept.length === 0) expect(extrema).toBeNull();
        else {
          expect(extrema?.min).toBe(kept.reduce((a, b) => (a < b ? a : b)) + 7n);
          expect(extrema?.max).toBe(kept.reduce((a, b) => (a > b ? a : b)) + 7n);
        }
      }),
    );
  });
});
