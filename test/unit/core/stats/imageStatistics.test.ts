import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import type { PixelArray, PlaneShape } from '../../../../src/core/reduce/index.ts';
import { imageStatistics, statisticsOfPlanes } from '../../../../src/core/stats/index.ts';
import { piecesOf } from '../../../support/fitsPlanes.ts';

const kernels = createScalarKernels();

function partialOf(pixels: PixelArray, width: number) {
  const plane: PlaneShape = { width, height: pixels.length / width, pixelType: 'float64' };
  const reducer = imageStatistics.start({}, plane, kernels);
  for (const piece of piecesOf(pixels, width, 0, plane.height)) reducer.piece(piece);
  return reducer.end();
}
const statisticsOf = (values: readonly number[], width = values.length) =>
  statisticsOfPlanes([partialOf(Float64Array.from(values), width)]);

describe('imageStatistics', () => {
  it('gives figures one can check by hand', () => {
    expect(statisticsOf([1, 2, 3, 4, 5, 9], 2)).toEqual({
      min: 1,
      max: 9,
      mean: 4,
      std: Math.sqrt(40 / 6),
      nan: 0,
      infinite: 0,
      count: 6,
    });
  });

  it('counts NaN and infinities and leaves them out', () => {
    expect(statisticsOf([NaN, 3, Infinity, 5, -Infinity, NaN], 3)).toEqual({
      min: 3,
      max: 5,
      mean: 4,
      std: 1,
      nan: 2,
      infinite: 2,
      count: 2,
    });
  });

  it('gives NaN where no pixel is finite', () => {
    expect(statisticsOf([NaN, NaN])).toEqual({
      min: NaN,
      max: NaN,
      mean: NaN,
      std: NaN,
      nan: 2,
      infinite: 0,
      count: 0,
    });
  });

  it('keeps a small value between two that cancel, in a row and between blocks of rows', () => {
    expect(statisticsOf([3.4e38, 1, -3.4e38, 2]).mean).toBe(0.75);
    const tall = new Array<number>(200).fill(0);
    tall[0] = 3.4e38;
    tall[70] = 100;
    tall[199] = -3.4e38;
    expect(statisticsOf(tall, 1).mean).toBe(0.5);
  });

  it('does not lose a small spread on a large level', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1e9 + (i % 2));
    expect(statisticsOf(values, 10)).toMatchObject({ mean: 1e9 + 0.5, std: 0.5 });
  });

  it('keeps the spread where the mean has no digits left for it', () => {
    const level = 2 ** 53;
    const values = Array.from({ length: 4000 }, (_, i) => level + 2 * ((i * 37) % 100));
    const spread = 2 * Math.sqrt((100 ** 2 - 1) / 12);
    expect(Math.abs(statisticsOf(values, 7 * 4 - 3).std / spread - 1)).toBeLessThan(1e-12);
  });

  it('takes only the owned rows of a piece with a halo', () => {
    const reducer = imageStatistics.start({}, { width: 1, height: 3, pixelType: 'float32' }, kernels);
    reducer.piece({
      width: 1,
      y0: 0,
      y1: 2,
      haloTop: 0,
      haloBottom: 1,
      pixels: Float32Array.of(1, 2, 99),
      pointer: 0,
    });
    reducer.piece({
      width: 1,
      y0: 2,
      y1: 3,
      haloTop: 1,
      haloBottom: 0,
      pixels: Float32Array.of(99, 3),
      pointer: 0,
    });
    expect(statisticsOfPlanes([reducer.end()])).toMatchObject({ max: 3, mean: 2, count: 3 });
  });

  it('folds planes in order', () => {
    const planes = [partialOf(Float64Array.of(1, 2), 2), partialOf(Float64Array.of(NaN, 6), 2)];
    expect(statisticsOfPlanes(planes)).toMatchObject({ min: 1, max: 6, mean: 3, nan: 1, count: 3 });
  });
});
