import { describe, expect, it } from 'vitest';
import {
  binCentres,
  isodataThreshold,
  levelEdges,
  minimumThreshold,
  otsuThreshold,
  triangleThreshold,
  yenThreshold,
} from '../../../../src/core/threshold/index.ts';

const levels = (counts: number[], first = 0) => ({
  counts: Float64Array.from(counts),
  centres: Float64Array.from(counts, (_, i) => first + i),
});

describe('thresholds of a histogram', () => {
  it.each([
    ['otsu', otsuThreshold],
    ['yen', yenThreshold],
    ['isodata', isodataThreshold],
    ['triangle', triangleThreshold],
  ])('%s of one bin is its centre', (_, threshold) => {
    expect(threshold(levels([12], 40))).toBe(40);
  });

  it('the minimum lies at the lowest mean between two peaks', () => {
    expect(minimumThreshold(levels([12], 40), 10_000)).toBe(40);
    // Means of three: 4, 4, 3 2/3, 1 1/3, 3, 4, 5 1/3, 4 2/3, 3 1/3.
    expect(minimumThreshold(levels([3, 6, 3, 2, -1, 8, 5, 3, 6]), 10_000)).toBe(3);
  });

  it('the minimum takes the first of equal means, and a peak at the end is none', () => {
    // Means: 5 2/3, 3, 1/3, 0, 0, 3, 6, 3, -3.
    expect(minimumThreshold(levels([8, 1, 0, 0, 0, 0, 9, 9, -9]), 10_000)).toBe(3);
    expect(() => minimumThreshold(levels([9, 0, 0, 0, 9]), 10_000)).toThrowError(/one peak only/);
    expect(() => minimumThreshold(levels([0, 0, 0, 9]), 10_000)).toThrowError(/no peak\./);
  });

  it('the minimum gives up after so many rounds', () => {
    const comb = levels(Array.from({ length: 400 }, (_, i) => (i % 20 === 3 ? 100 : 0)));
    expect(() => minimumThreshold(comb, 5)).toThrowError(
      expect.objectContaining({ code: 'not-found', message: expect.stringContaining('after 5 rounds') }),
    );
  });

  it('Otsu takes the lowest of equal levels', () => {
    expect(otsuThreshold(levels([5, 0, 0, 0, 5]))).toBe(0);
  });

  it('isodata lies midway between two classes', () => {
    expect(isodataThreshold(levels([10, 0, 0, 0, 0, 0, 10]))).toBe(3);
  });

  it('the triangle follows the longer tail, on either side', () => {
    expect(triangleThreshold(levels([3, 100, 9, 8, 7, 6, 5, 4, 3, 2, 1]))).toBe(2);
    expect(triangleThreshold(levels([1, 2, 3, 4, 5, 6, 7, 8, 9, 100, 3]))).toBe(8);
  });

  it('edges of float32 images are float32, and equal where the type cannot tell them apart', () => {
    const edges = levelEdges(1, 1 + 2 ** -22, 256, 'float32');
    expect(edges.every((edge, i) => edge === Math.fround(edge) && (i === 0 || edge >= edges[i - 1]!))).toBe(
      true,
    );
    expect(new Set(edges).size).toBe(3);
    expect(binCentres(Float64Array.of(0, 0.1, 0.2), 'float32')[0]).toBe(Math.fround(0.05));
  });

  it('edges reach over the whole of double', () => {
    const edges = levelEdges(-1.7e308, 1.7e308, 4, 'float64');
    expect([...edges].every(Number.isFinite)).toBe(true);
    expect(edges[2]).toBe(0);
  });
});
