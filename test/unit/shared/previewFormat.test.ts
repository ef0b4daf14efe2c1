import { expect, it } from 'vitest';
import { enlarged, sentSize } from '../../../src/shared/index.ts';

it('a coarse tile gets the size that it has in the picture, also at an edge', () => {
  const tile = { width: 5, height: 3, step: 2 };
  expect(sentSize(tile)).toEqual({ width: 3, height: 2 });
  expect([...enlarged(Float32Array.of(1, 2, NaN, 4, 5, 6), tile)]).toEqual([
    ...[1, 1, 2, 2, NaN],
    ...[1, 1, 2, 2, NaN],
    ...[4, 4, 5, 5, 6],
  ]);
});

it('an exact tile stays as it is', () => {
  const pixels = Float32Array.of(1, 2);
  expect(enlarged(pixels, { width: 2, height: 1, step: 1 })).toBe(pixels);
});
