import { describe, expect, it } from 'vitest';
import {
  binCentres,
  isodataThreshold,
  levelEdges,
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
