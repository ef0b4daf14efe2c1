import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../../src/core/kernels/index.ts';
import { integerHistogram, levelHistogram } from '../../../../src/core/histogram/index.ts';
import {
  distinctValues,
  levelEdges,
  sideSums,
  sidesOf,
  type Sides,
} from '../../../../src/core/threshold/index.ts';
import { planeRows, reduceRows, type Plane } from '../../../support/planes.ts';

const kernels = createScalarKernels();

/** Planes of up to 200 rows, with where to cut them. */
const planes = fc
  .record({
    width: fc.integer({ min: 1, max: 5 }),
    height: fc.integer({ min: 1, max: 200 }),
    seed: fc.integer(),
    single: fc.boolean(),
    cuts: fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 4 }),
  })
  .map(({ width, height, seed, single, cuts }) => {
    let state = seed >>> 0;
    const data = single ? new Float32Array(width * height) : new Float64Array(width * height);
    for (let i = 0; i < data.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      data[i] = state % 31 === 0 ? NaN : state % 37 === 0 ? Infinity : Math.floor(state / 2 ** 22) / 4 - 100;
    }
    const plane: Plane = { data, width, height };
    const finite = [...data].filter(Number.isFinite);
    return { plane, cuts: cuts.map((cut) => cut % (height + 1)), finite };
  })
  .filter(({ finite }) => new Set(finite).size > 1);

describe('reductions of thresholds, however the rows are dealt out', () => {
  it('counts in equal bins', () => {
    fc.assert(
      fc.property(planes, fc.integer({ min: 1, max: 300 }), ({ plane, cuts, finite }, bins) => {
        const type = plane.data instanceof Float32Array ? 'float32' : 'float64';
        const edges = levelEdges(Math.min(...finite), Math.max(...finite), bins, type);
        const counts = reduceRows(planeRows(plane), levelHistogram, { edges }, kernels, cuts);
        const wanted = new Float64Array(bins);
        for (const value of finite) {
          let bin = bins - 1;
          while (value < edges[bin]!) bin--;
          wanted[bin]++;
        }
        expect(counts).toEqual(wanted);
      }),
    );
  });

  it('counts whole numbers', () => {
    fc.assert(
      fc.property(planes, ({ plane, cuts }) => {
        const whole = { ...plane, data: plane.data.map((value) => Math.floor(value)) };
        const counts = reduceRows(
          planeRows(whole),
          integerHistogram,
          { first: -90, bins: 50 },
          kernels,
          cuts,
        );
        const wanted = new Float64Array(50);
        for (const value of whole.data) if (value >= -90 && value < -40) wanted[value + 90]!++;
        expect(counts).toEqual(wanted);
      }),
    );
  });

  it('lists distinct values, or gives up', () => {
    fc.assert(
      fc.property(planes, fc.integer({ min: 1, max: 400 }), ({ plane, cuts, finite }, cap) => {
        const minimum = Math.min(...finite);
        const got = reduceRows(planeRows(plane), distinctValues, { minimum, cap }, kernels, cuts);
        const wanted = [...new Set(finite.map((value) => value - minimum))].sort((a, b) => a - b);
        expect(got === null ? null : [...got]).toEqual(wanted.length > cap ? null : wanted);
      }),
    );
  });

  it('sums either side of a level', () => {
    fc.assert(
      fc.property(planes, fc.integer({ min: -10, max: 250 }), ({ plane, cuts, finite }, level) => {
        const minimum = Math.min(...finite);
        const sides = (at: readonly number[]): Sides =>
          sidesOf(reduceRows(planeRows(plane), sideSums, { minimum, level }, kernels, at));
        const heights = finite.map((value) => value - minimum);
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        // The values are quarters, whose sums are exact.
        const [above, below] = [heights.filter((h) => h > level), heights.filter((h) => h <= level)];
        const wanted = {
          below: below.length,
          above: above.length,
          sumBelow: sum(below),
          sumAbove: sum(above),
        };
        expect(sides(cuts)).toEqual(wanted);
        expect(sides([])).toEqual(wanted);
      }),
    );
  });
});
