import { describe, expect, it } from 'vitest';
import {
  pixelMaxima,
  pixelPeaksAbove,
  plateauMaxima,
  rawThresholdForCut,
} from '../../../src/core/detect/index.ts';
import { createScalarKernels } from '../../../src/core/kernels/index.ts';
import { asinh } from '../../../src/core/math/index.ts';
import {
  interpolateOrderStatistics,
  percentilePass,
  percentilePlan,
  sampleBrackets,
} from '../../../src/core/percentile/index.ts';
import { loadKernels } from '../../../src/workers/kernels.ts';
import { planeOf, planeRows, reduceRows, runPlan, type Plane } from '../../support/planes.ts';
import { referenceCases, referenceNumber, section, simplePlane } from '../../support/referenceGroup.ts';
import { hasShared, sharedPath } from '../../support/shared.ts';

const params = { cap: 4_000_000, floor: -Infinity };

// The folder of reference data is needed; without it this suite is skipped.
describe.skipIf(!hasShared).each([loadKernels(), createScalarKernels()])(
  'local maxima, $kind kernels',
  (kernels) => {
    const cases = !hasShared
      ? []
      : referenceCases('maxima').filter(({ matrix, labels, footprint }) => {
          const values = (matrix as unknown[][]).flat().map(referenceNumber);
          return values.every(Number.isFinite) && !labels && !footprint;
        });

    it.each(cases)('$name', (reference) => {
      const plane = planeOf(
        (reference['matrix'] as unknown[][]).map((row) => row.map(referenceNumber)),
        'float64',
      );
      const expected = reference['is_local_maximum'] as number[][];
      const maxima = reduceRows(planeRows(plane), pixelMaxima, params, kernels);
      const { x, y } = pixelPeaksAbove(maxima, plane.width, -Infinity, 'float64');
      const mask = expected.map((row) => row.map(() => 0));
      x.forEach((column, i) => (mask[y[i]!]![column] = 1));
      expect(mask).toEqual(expected);
      const components = meansOfComponents(reference['local_maxima_conn8'] as number[][]);
      const { stars } = reduceRows(planeRows(plane), plateauMaxima, params, kernels);
      expect([...stars.x].map((_, i) => [stars.y[i], stars.x[i]])).toEqual(components);
    });

    const seeds = hasShared ? referenceCases('seed').filter(({ name }) => name.startsWith('stellar')) : [];
    it.each(seeds)('seed $name', (reference) => {
      const plane = simplePlane(sharedPath('reference', reference['input'] as string));
      const found = bookStars(plane);
      const expected = new Set(
        (reference['x'] as number[]).map((x, i) => `${x},${(reference['y'] as number[])[i]}`),
      );
      const ours = found.x.map((x, i) => `${x},${found.y[i]}`);
      // float32 arcsinh makes ties of its own: the reference may have a few more, never fewer.
      expect(ours.filter((star) => !expected.has(star))).toEqual([]);
      expect(expected.size - ours.length).toBeLessThanOrEqual(2);
      expect(found.low).toBeCloseTo(reference['low'] as number, 6);
      expect(found.high).toBeCloseTo(reference['high'] as number, 6);
    });

    it.each([
      ['hst_47tuc_acs-hrc_f606w_drz.fits', 1, true, 20_481, 2323],
      ['spitzer_irac_glimpse_l18.fits', 0, false, 24_015, 1473],
      ['hst_47tuc_acs-hrc_f606w_flt.fits', 1, false, 43_916, 15_781],
    ])('%s', (name, hdu, cropped, maxima, above) => {
      const whole = firstImage(sharedPath('data', 'stars', name), hdu);
      const plane = cropped ? section(whole, [501, 1500], [501, 1500]) : whole;
      const found = bookStars(plane);
      expect([found.maxima, found.x.length]).toEqual([maxima, above]);
    });

    function firstImage(path: string, hdu: number): Plane {
      const primary = simplePlane(path, 0);
      return primary.data.length > 0 ? primary : simplePlane(path, hdu);
    }

    function bookStars(plane: Plane) {
      const rows = planeRows(plane, true);
      const percents = [0.25, 99.5];
      const plan = percentilePlan(percents, sampleBrackets(rows, percents, kernels), 'float32');
      const { result } = runPlan(rows, percentilePass, plan, kernels, [100]);
      const maxima = reduceRows(rows, pixelMaxima, params, kernels, [100]);
      const threshold = rawThresholdForCut(0.5, result.maximum, 'float32');
      const columns = pixelPeaksAbove(maxima, plane.width, threshold, 'float32');
      const scale = asinh(result.maximum);
      const [low, high] = result.statistics.map((pair) =>
        interpolateOrderStatistics(pair, (v) => asinh(v) / scale),
      );
      return { maxima: maxima.count, x: [...columns.x], y: [...columns.y], low, high };
    }
  },
);

// Mean [y, x] of each 8-connected component of ones, by y, then x.
function meansOfComponents(mask: readonly (readonly number[])[]): [number, number][] {
  const left = new Set(mask.flatMap((row, y) => row.flatMap((on, x) => (on ? [`${y},${x}`] : []))));
  const means: [number, number][] = [];
  for (const start of left) {
    left.delete(start);
    const members = [start.split(',').map(Number) as [number, number]];
    for (const [y, x] of members) {
      for (const [dy, dx] of [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b] as const))) {
        if (left.delete(`${y + dy},${x + dx}`)) members.push([y + dy, x + dx]);
      }
    }
    const mean = (axis: 0 | 1) => members.reduce((sum, member) => sum + member[axis], 0) / members.length;
    means.push([mean(0), mean(1)]);
  }
  return means.sort(([y, x], [j, i]) => y - j || x - i);
}
