import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dbscan,
  dbscanPieces,
  findCores,
  joinCores,
  labelPoints,
  numberClusters,
  prepareDbscan,
} from '../../../../src/core/cluster/index.ts';
import { naiveDbscan } from '../../../support/naive/dbscan.ts';

/** Lattice points (ties and duplicates), points with tiny distances, points all over, a missing cell now and then. */
const coordinate = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -4, max: 4 }) },
  { weight: 4, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(1e9, 1e9 + 1, -1e13, 1e300, 1e-300) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity) },
);
const columns = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 70 }))
  .chain(([dimensions, rows]) =>
    fc.array(
      fc.array(coordinate, { minLength: rows, maxLength: rows }).map((values) => Float64Array.from(values)),
      { minLength: dimensions, maxLength: dimensions },
    ),
  );
const eps = fc.oneof(
  fc.constantFrom(1, Math.SQRT2, 2, 0.5, Math.sqrt(3), Math.sqrt(5), 1e-9, 1e3, 1e14),
  fc.double({ min: 0.01, max: 4, noNaN: true }),
);
/** The last one takes the tree in two dimensions too. */
const minSamples = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(201));

describe('dbscan', () => {
  it('gives the labels and core points of the definition', () => {
    fc.assert(
      fc.property(columns, eps, minSamples, (points, reach, least) => {
        const found = dbscan(points, { eps: reach, minSamples: least }, () => {});
        const naive = naiveDbscan(points, reach, least);
        expect([...found.labels]).toEqual(naive.labels);
        expect([...found.core]).toEqual(naive.core);
        expect(found.clusters).toBe(Math.max(-1, ...naive.labels) + 1);
        expect(found.noise).toBe(naive.labels.filter((label) => label === -1).length);
        expect(found.skipped).toBe(naive.labels.filter((label) => label === -2).length);
      }),
      { numRuns: 700 },
    );
  });

  it('gives the definition in crowded cells and with many samples', () => {
    const clumps = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }), fc.nat(2)), {
        minLength: 200,
        maxLength: 420,
      })
      .map((points) => [
        Float64Array.from(points, ([x, , s], i) => x + ((i * 7919) % 101) * 1e-4 * s),
        Float64Array.from(points, ([, y, s], i) => y + ((i * 104_729) % 103) * 1e-4 * s),
      ]);
    fc.assert(
      fc.property(
        clumps,
        fc.constantFrom(0.99, 1, 1.005, 1.4),
        fc.constantFrom(5, 60, 205),
        (points, reach, least) => {
          const found = dbscan(points, { eps: reach, minSamples: least }, () => {});
          expect([...found.labels]).toEqual(naiveDbscan(points, reach, least).labels);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('gives the same bytes in any pieces and any order of them', () => {
    fc.assert(
      fc.property(
        columns,
        eps,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (points, reach, least, pieces, backwards) => {
          const options = { eps: reach, minSamples: least };
          const whole = dbscan(points, options, () => {});
          const { state } = prepareDbscan(points, options, () => {});
          const cuts = dbscanPieces(state, pieces);
          const ranges = cuts.slice(1).map((end, i) => [cuts[i]!, end] as const);
          if (backwards) ranges.reverse();
          let polled = 0;
          const poll = (count: number): void => {
            polled += count;
          };
          for (const [u0, u1] of ranges) findCores(state, u0, u1, poll);
          for (const [u0, u1] of ranges) joinCores(state, u0, u1, poll);
          expect(numberClusters(state)).toBe(whole.clusters);
          let noise = 0;
          for (const [u0, u1] of ranges) noise += labelPoints(state, u0, u1, poll);
          expect(noise).toBe(whole.noise);
          expect(polled).toBe(3 * (points[0]!.length - whole.skipped));
          expect(state.labels).toEqual(whole.labels);
          expect(state.core).toEqual(whole.core);
        },
      ),
      { numRuns: 250 },
    );
  });
});
