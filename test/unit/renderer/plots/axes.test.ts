import { describe, expect, it } from 'vitest';
import { layoutAxes } from '../../../../src/renderer/canvas/plots/axisMarks.ts';
import { axisTicks } from '../../../../src/renderer/canvas/plots/axisTicks.ts';
import {
  axisUnits,
  paddedExtent,
  pannedRange,
  pixelMap,
  pixelOf,
  rangeInUnits,
  unitAt,
  zoomedRange,
} from '../../../../src/renderer/canvas/plots/plotView.ts';
import { polygonMask, regionOf } from '../../../../src/renderer/canvas/plots/regions.ts';

const labels = (low: number, high: number, log = false, count = 6): string[] =>
  axisTicks({ low, high }, log, count)
    .map(({ label }) => label)
    .filter((label) => label !== '');

describe('tick labels', () => {
  it('have as many decimals as the step needs and a real minus', () => {
    expect(labels(-1, 1, false, 4)).toEqual(['−1.0', '−0.5', '0', '0.5', '1.0']);
    expect(labels(0, 12)).toEqual(['0', '2', '4', '6', '8', '10', '12']);
    expect(labels(17.301, 17.304, false, 3)).toEqual(['17.301', '17.302', '17.303', '17.304']);
  });

  it('turn to powers of ten for very large and very small values', () => {
    expect(labels(0, 4e7, false, 4)).toEqual(['0', '1×10⁷', '2×10⁷', '3×10⁷', '4×10⁷']);
    expect(labels(0, 2e-6, false, 4)).toEqual(['0', '0.5×10⁻⁶', '1.0×10⁻⁶', '1.5×10⁻⁶', '2.0×10⁻⁶']);
  });

  it('stand at powers on a logarithmic axis, at round values on a short one', () => {
    expect(labels(-5, 4, true, 10)).toEqual([
      '10⁻⁵',
      '10⁻⁴',
      '0.001',
      '0.01',
      '0.1',
      '1',
      '10',
      '100',
      '1000',
      '10⁴',
    ]);
    const short = axisTicks({ low: Math.log10(2), high: Math.log10(9) }, true, 6);
    expect(short.map(({ label }) => label)).toContain('4');
    expect(short.find(({ label }) => label === '4')!.at).toBeCloseTo(Math.log10(4), 12);
    const minor = axisTicks({ low: 0, high: 2 }, true, 5).filter(({ label }) => label === '');
    expect(minor).toHaveLength(16);
  });
});

describe('axes', () => {
  it('map both ways, flipped or not', () => {
    for (const flip of [false, true]) {
      const map = pixelMap({ low: 10, high: 30 }, flip, 50, 250);
      expect(pixelOf(map, 10)).toBeCloseTo(flip ? 250 : 50, 9);
      expect(unitAt(map, pixelOf(map, 17.3))).toBeCloseTo(17.3, 12);
    }
  });

  it('zoom about a place that stays, and pan with the pointer', () => {
    const zoomed = zoomedRange({ low: 0, high: 10 }, 2, 4);
    expect(zoomed).toEqual({ low: 2, high: 7 });
    const map = pixelMap({ low: 0, high: 10 }, false, 0, 100);
    expect(pannedRange({ low: 0, high: 10 }, map, 20)).toEqual({ low: -2, high: 8 });
    const deep = Array.from({ length: 500 }).reduce<{ low: number; high: number }>(
      (range) => zoomedRange(range, 2, 1),
      { low: 0, high: 2 },
    );
    expect(deep.high).toBeGreaterThan(deep.low);
  });

  it('take extremes from finite values and keep a length', () => {
    expect(paddedExtent(Float64Array.of(NaN, 1, Infinity, 3, -Infinity), 0)).toEqual({ low: 1, high: 3 });
    expect(paddedExtent(Float64Array.of(NaN))).toEqual({ low: 0, high: 1 });
    const one = paddedExtent(Float64Array.of(5, 5));
    expect(one.low).toBeLessThan(5);
    expect(one.high).toBeGreaterThan(5);
    expect([...axisUnits(Float64Array.of(100, 0, -1), true)]).toEqual([2, NaN, NaN]);
    expect(rangeInUnits([0, 10], true)).toBe(null);
  });

  it('give a unit the same length on both axes when equal', () => {
    const axis = { log: false, flip: false, title: 't', range: { low: -12, high: 12 } };
    const { area, x, y } = layoutAxes(700, 400, axis, axis, { top: 10, right: 10 }, true);
    expect(area.width).toBe(area.height);
    expect(x.scale).toBeCloseTo(-y.scale, 9);
  });
});

describe('what is drawn on the screen', () => {
  const linear = { log: false, flip: false };
  const area = { x: 0, y: 0, width: 100, height: 100 };

  it('becomes a box in values, whichever way it was drawn and the axis runs', () => {
    const axes = {
      area,
      x: pixelMap({ low: 0, high: 10 }, false, 0, 100),
      y: pixelMap({ low: 0, high: 3 }, true, 100, 0),
    };
    const region = regionOf(
      'box',
      [
        [80, 100],
        [20, 0],
      ],
      axes,
      linear,
      { log: true, flip: true },
    );
    expect(region.kind).toBe('box');
    if (region.kind !== 'box') return;
    expect(region.x).toEqual([2, 8]);
    expect(region.y[0]).toBeCloseTo(1, 9);
    expect(region.y[1]).toBeCloseTo(1000, 6);
  });

  it('becomes a polygon in values that follows straight edges on a logarithmic axis', () => {
    const axes = {
      area,
      x: pixelMap({ low: 0, high: 2 }, false, 0, 100),
      y: pixelMap({ low: 0, high: 1 }, false, 100, 0),
    };
    const outline = [
      [0, 100],
      [100, 0],
      [100, 100],
    ] as const;
    const region = regionOf('lasso', outline, axes, { log: true, flip: false }, linear);
    if (region.kind !== 'lasso') throw new Error('no lasso');
    const middle = region.polygon.find(([x]) => Math.abs(x - 10) < 0.3)!;
    expect(middle[1]).toBeCloseTo(0.5, 1);
    const plain = regionOf('lasso', outline, axes, linear, linear);
    expect(plain).toEqual({
      kind: 'lasso',
      polygon: [
        [0, 0],
        [2, 1],
        [2, 0],
      ],
    });
  });

  it('covers the pixels whose centres lie inside, by the even-odd rule', () => {
    const mask = polygonMask(
      [
        [1, 1],
        [4, 1],
        [4, 3],
        [1, 3],
      ],
      5,
      4,
    );
    expect([...mask].reduce((a, b) => a + b)).toBe(6);
    expect(mask[1 * 5 + 1]).toBe(1);
    expect(mask[1 * 5 + 4]).toBe(0);
    const star = polygonMask(
      [
        [50, 0],
        [80, 95],
        [2, 36],
        [98, 36],
        [20, 95],
      ],
      100,
      100,
    );
    expect(star[50 * 100 + 50]).toBe(0);
    expect(star[20 * 100 + 50]).toBe(1);
  });
});
