import { describe, expect, it } from 'vitest';
import {
  interpolateOrderStatistics,
  NO_BRACKETS,
  percentilePass,
  percentilePlan,
  sampleBrackets,
} from '../../../src/core/percentile/index.ts';
import { loadKernels } from '../../../src/workers/kernels.ts';
import { planeOf, planeRows, runPlan } from '../../support/planes.ts';
import { referenceCases, referenceNumber } from '../../support/referenceGroup.ts';
import { hasShared } from '../../support/shared.ts';

// The folder of reference data is needed; without it this suite is skipped. Infinite data is not a goal (its README).
describe.skipIf(!hasShared)('percentiles equal numpy', () => {
  const kernels = loadKernels();
  const cases = hasShared ? referenceCases('percentile').filter(({ name }) => name !== 'inf_ends') : [];

  it.each(cases)('$name', (reference) => {
    const type = reference['dtype'] === 'float32' ? 'float32' : 'float64';
    const rows = planeRows(planeOf([(reference['data'] as unknown[]).map(referenceNumber)], type));
    const percents = reference['q'] as number[];
    const expected = ((reference['nanpercentile'] ?? reference['percentile']) as unknown[]).map(
      referenceNumber,
    );
    for (const brackets of [NO_BRACKETS, sampleBrackets(rows, percents, kernels)]) {
      const { result } = runPlan(rows, percentilePass, percentilePlan(percents, brackets, type), kernels);
      if (result.finite === 0) {
        expect(result.statistics).toEqual([]);
        continue;
      }
      const scale = Math.max(...expected.map(Math.abs));
      result.statistics.forEach((pair, i) => {
        const difference = Math.abs(interpolateOrderStatistics(pair) - expected[i]!);
        expect(difference).toBeLessThanOrEqual((reference['rtol'] as number) * scale);
      });
    }
  });

  it('takes one pass when the brackets hold, three or five when they miss', () => {
    for (const [type, passes] of [
      ['float32', 3],
      ['float64', 5],
    ] as const) {
      const values = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 5000);
      const rows = planeRows(planeOf([values], type));
      const plan = (brackets: { low: number; high: number }) => percentilePlan([0.25, 99.5], brackets, type);
      expect(runPlan(rows, percentilePass, plan({ low: 20, high: 4900 }), kernels).passes).toBe(1);
      expect(runPlan(rows, percentilePass, plan({ low: 3, high: 4900 }), kernels).passes).toBe(passes);
    }
  });
});
