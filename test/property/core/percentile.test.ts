import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels } from '../../../src/core/kernels/index.ts';
import {
  percentilePass,
  percentilePlan,
  sampleBrackets,
  selectRank,
} from '../../../src/core/percentile/index.ts';
import { loadKernels } from '../../../src/workers/kernels.ts';
import { arbitraryPlaneAndCuts } from '../../support/arbitraryPlane.ts';
import { planeRows, runPlan } from '../../support/planes.ts';

const percents = [0, 0.25, 1, 33.3, 50, 99.5, 100];

describe.each([loadKernels(), createScalarKernels()])('$kind kernels', (kernels) => {
  it('order statistics are exact, whatever the brackets and pieces', () => {
    const brackets = fc.record({
      low: fc.integer({ min: -4, max: 4 }),
      high: fc.integer({ min: -4, max: 4 }),
    });
    fc.assert(
      fc.property(arbitraryPlaneAndCuts, fc.option(brackets), ({ plane, cuts, bigEndian }, given) => {
        const rows = planeRows(plane, bigEndian);
        const sampled = given ?? sampleBrackets(rows, percents, kernels);
        const plan = percentilePlan(percents, sampled, rows.shape.pixelType);
        const { result } = runPlan(rows, percentilePass, plan, kernels, cuts);
        const sorted = [...plane.data]
          .filter(Number.isFinite)
          .map((value) => value + 0)
          .sort((a, b) => a - b);
        expect(result.finite).toBe(sorted.length);
        expect(result.statistics).toEqual(
          sorted.length === 0
            ? []
            : percents.map((percent) => {
                const position = (percent / 100) * (sorted.length - 1);
                const rank = Math.floor(position);
                return {
                  percent,
                  lower: sorted[rank],
                  upper: sorted[Math.min(rank + 1, sorted.length - 1)],
                  fraction: position - rank,
                  pixelType: rows.shape.pixelType,
                };
              }),
        );
      }),
      { numRuns: 60 },
    );
  });
});

it('selectRank equals sorting', () => {
  fc.assert(
    fc.property(arbitraryPlaneAndCuts, fc.nat(), ({ plane }, seed) => {
      const finite = plane.data.filter((value) => Number.isFinite(value)).map((value) => value + 0);
      if (finite.length === 0) return;
      const rank = seed % finite.length;
      const type = finite instanceof Float32Array ? 'float32' : 'float64';
      const half = finite.length >> 1;
      expect(selectRank(type, [finite.slice(0, half), finite.slice(half)], rank)).toBe(
        finite.slice().sort()[rank],
      );
    }),
  );
});
