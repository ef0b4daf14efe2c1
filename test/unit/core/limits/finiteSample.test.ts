import { describe, expect, it } from 'vitest';
import { finiteBefore, finiteCounts, finiteSample, samplePlan } from '../../../../src/core/limits/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { planeRows, reduceRows } from '../../../support/planes.ts';
import { seededRandom } from '../../../support/fakeImage.ts';

const kernels = loadKernels();

function plane(width: number, height: number, missing: number) {
  const random = seededRandom(width + height);
  const data = Float32Array.from({ length: width * height }, () =>
    random() < missing ? [NaN, Infinity, -Infinity][Math.floor(3 * random())]! : random(),
  );
  return { data, width, height };
}

describe('the sample of zscale', () => {
  it.each([
    [37, 200, 0, 1000],
    [37, 200, 0.3, 1000],
    [37, 200, 0.3, 7],
    [1, 300, 0.5, 50],
    [300, 1, 0, 1000],
    [20, 130, 1, 100],
  ])('of %i x %i pixels, a share of %d missing, %i wanted', (width, height, missing, wanted) => {
    const image = plane(width, height, missing);
    const rows = planeRows(image);
    for (const cuts of [[], [64], [64, 128]].map((list) => list.filter((y) => y < height))) {
      const { counts } = reduceRows(rows, finiteCounts, {}, kernels, cuts);
      const before = finiteBefore(counts);
      const plan = samplePlan(before, wanted);
      const { values } = reduceRows(rows, finiteSample, plan, kernels, cuts);
      const finite = Array.from(image.data).filter(Number.isFinite);
      const stride = Math.max(1, Math.floor(finite.length / wanted));
      expect(before[height]).toBe(finite.length);
      expect([...values]).toEqual(finite.filter((_, i) => i % stride === 0).slice(0, wanted));
    }
  });
});
