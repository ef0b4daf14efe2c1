import { describe, expect, it } from 'vitest';
import {
  applyContrast,
  buildStretchTable,
  endOfBins,
  EQUALISED_COUNTS,
  equalisation,
  tableIndex,
} from '../../../../src/core/stretch/index.ts';

const counts = [10, 0, 30, 60];
const histogram = { low: 0, high: 4, counts };

describe('histogram equalisation', () => {
  it('is the cumulative share, linear within bins', () => {
    const { forward } = equalisation(histogram, 0, 4)!;
    expect([0, 0.5, 1, 2, 2.5, 3, 4].map(forward)).toEqual([0, 0.05, 0.1, 0.1, 0.25, 0.4, 1]);
    expect(forward(-1)).toBe(0);
    expect(forward(9)).toBe(1);
    expect(forward(NaN)).toBeNaN();
  });

  it('follows limits within the histogram, and beyond it', () => {
    const { forward } = equalisation(histogram, 2, 3)!;
    expect([2, 2.5, 3].map(forward)).toEqual([0, 0.5, 1]);
    const wide = equalisation(histogram, -10, 10)!;
    expect(wide.forward(2)).toBeCloseTo(0.1, 12);
  });

  it('has an inverse between the limits', () => {
    const { forward, inverse } = equalisation(histogram, 0.5, 3.5)!;
    for (const shade of [0, 0.1, 0.3, 0.7, 1]) expect(forward(inverse(shade))).toBeCloseTo(shade, 12);
    expect(inverse(1)).toBe(3.5);
  });

  it('tells the values of a faint sky apart where bins widen from the low end', () => {
    const [low, high] = [100, 1e6];
    const { bins, spacing } = EQUALISED_COUNTS;
    const counts = new Float64Array(bins);
    const edge = (bin: number): number => low + ((high - low) * endOfBins(spacing, bin, bins)) / bins;
    const sky = Array.from({ length: 1000 }, (_, i) => 110 + i / 100);
    for (const value of [...sky, high]) {
      let bin = 0;
      while (bin < bins - 1 && value >= edge(bin + 1)) bin++;
      counts[bin]! += 1;
    }
    const { forward, inverse } = equalisation({ low, high, counts, spacing }, low, high)!;
    sky.forEach((value, rank) => expect(Math.abs(forward(value) - rank / 1001)).toBeLessThan(0.02));
    for (const shade of [0.2, 0.5, 0.8]) expect(forward(inverse(shade))).toBeCloseTo(shade, 9);
  });

  it('is not there without pixels between the limits', () => {
    expect(equalisation(histogram, 1, 2)).toBeNull();
    expect(equalisation({ low: 0, high: 0, counts }, 0, 4)).toBeNull();
    expect(equalisation({ low: 0, high: 1, counts: [] }, 0, 4)).toBeNull();
  });

  it('makes a table that gives each level to as many pixels', () => {
    const mapping = { stretch: 'histogram', low: 0, high: 4, offset: 0, maximum: 4, histogram } as const;
    const table = buildStretchTable(mapping);
    expect(table[tableIndex(2.5 / 4)]).toBe(Math.floor(255 * 0.25 + 0.5));
    expect(table[tableIndex(1.5 / 4)]).toBe(Math.floor(255 * 0.1 + 0.5));
    // Pixels at the low limit are black, however many there are.
    const zeros = { low: 0, high: 4, counts: [1e6, ...new Array<number>(EQUALISED_COUNTS.bins - 1).fill(1)] };
    const dark = { ...mapping, histogram: { ...zeros, spacing: EQUALISED_COUNTS.spacing } };
    expect(buildStretchTable(dark)[0]).toBe(0);
    // Without counts it is linear.
    expect(buildStretchTable({ ...mapping, histogram: null })[tableIndex(0.5)]).toBe(128);
  });

  it('counts in raw values where tiles have an offset', () => {
    const shifted = { low: 100, high: 104, counts };
    const table = buildStretchTable({
      stretch: 'histogram',
      low: 0,
      high: 4,
      offset: 100,
      maximum: 104,
      histogram: shifted,
    });
    expect(table[tableIndex(2.5 / 4)]).toBe(64);
  });
});

describe('contrast and bias', () => {
  it('are neutral at 1 and 0.5, and clip', () => {
    for (const shade of [0, 0.25, 1]) expect(applyContrast(shade, 1, 0.5)).toBe(shade);
    expect(applyContrast(0.4, 2, 0.4)).toBe(0.5);
    expect(applyContrast(0, 2, 0.5)).toBe(0);
    expect(applyContrast(0.9, 2, 0.5)).toBe(1);
    expect(applyContrast(0.9, 0, 0.5)).toBe(0.5);
  });

  it('are in the display table, before levels are rounded', () => {
    const plain = { stretch: 'linear', low: 0, high: 1, offset: 0, maximum: 1 } as const;
    const table = buildStretchTable({ ...plain, contrast: 10, bias: 0.5 });
    const levels = new Set(table);
    expect(levels.size).toBe(256);
    expect(table[tableIndex(0.4)]).toBe(0);
    expect(table[tableIndex(0.6)]).toBe(255);
  });
});
