import { describe, expect, it } from 'vitest';
import {
  areReady,
  knownIndex,
  knownLevels,
  makeIndex,
  makeLevels,
  middleOf,
} from '../../../../src/renderer/state/tables/columnLevels.ts';

const rising = (length: number, factor: number): Float64Array =>
  Float64Array.from({ length }, (_, row) => 1 + factor * row);

describe('what makes a lasso fast', () => {
  it('is made once for each pair of columns and scales', () => {
    const [x, y] = [rising(30_000, 1), rising(30_000, 2)];
    expect(areReady(x, 'linear', y, 'linear')).toBe(false);
    const [across, up] = [makeLevels(x, 'linear'), makeLevels(y, 'linear')];
    expect(areReady(x, 'linear', y, 'linear')).toBe(false);
    makeIndex(across, up);
    expect(areReady(x, 'linear', y, 'linear')).toBe(true);
    expect(makeLevels(x, 'linear')).toBe(across);
    expect(knownLevels(x, 'log')).toBe(undefined);
    expect(areReady(x, 'log', y, 'linear')).toBe(false);
    expect(knownIndex(up, across)).toBe(undefined);
    expect(knownIndex(across, up)?.rows).toHaveLength(30_000);
  });

  it('is practised between the ends of the axes, if there is something', () => {
    const x = makeLevels(rising(1000, 1), 'log');
    const corners = middleOf(x, makeLevels(rising(1000, -1), 'linear'))!;
    expect(corners).toHaveLength(24);
    for (const [across, up] of corners) {
      expect(across).toBeGreaterThan(1);
      expect(across).toBeLessThan(1000);
      expect(up).toBeGreaterThan(-998);
      expect(up).toBeLessThan(1);
    }
    for (const values of [new Float64Array(10), new Float64Array(10).fill(Number.NaN)])
      expect(middleOf(x, makeLevels(values, 'linear'))).toBe(null);
  });
});
