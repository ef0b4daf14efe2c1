import { describe, expect, it } from 'vitest';
import { lookStep, type LookPlan } from '../../../src/engine/lookStep.ts';
import { OperationCosts } from '../../../src/shared/operationCosts.ts';

const PIXELS = 2 ** 20;
const THREADS = 2;

/** A look of two tiles, whose windows shrink with them. */
const plan = (step: number, area: number, pixels = PIXELS / 4): LookPlan => {
  const part = { kind: { name: 'filter', area }, pixels: PIXELS / step ** 2 / 2 };
  return { step, sent: pixels / step ** 2, parts: [part, part] };
};
const plans = [plan(1, 1600), plan(4, 100), plan(8, 25)];

/** Of a filter that takes so long for an exact look on all threads. */
function costs(ms: number, area = 1600): OperationCosts {
  const known = new OperationCosts();
  known.note({ name: 'filter', area }, PIXELS, ms * THREADS);
  return known;
}

describe('the step of a look', () => {
  it('is exact for maps of single pixels, and where there is no coarser level', () => {
    expect(lookStep(new OperationCosts(), [plan(1, 1), plan(4, 1)], THREADS)).toBe(1);
    expect(lookStep(costs(5000), [plan(1, 1600)], THREADS)).toBe(1);
    expect(lookStep(new OperationCosts(), [], THREADS)).toBe(1);
  });

  it('is exact for what is known to be fast', () => expect(lookStep(costs(20), plans, THREADS)).toBe(1));

  it('is coarse where sending all pixels would take too long, whatever computing takes', () => {
    const large = [1, 2, 4].map((step) => plan(step, 1, 8 * PIXELS));
    expect(lookStep(new OperationCosts(), large, THREADS)).toBe(4);
    expect(lookStep(costs(20), [plan(1, 1600, PIXELS), plan(2, 400, PIXELS)], THREADS)).toBe(2);
  });

  it('has to be measured where nothing is known, or windows are much larger than before', () => {
    expect(lookStep(new OperationCosts(), plans, THREADS)).toBeNull();
    expect(lookStep(costs(20, 400), plans, THREADS)).toBeNull();
  });

  it('is the finest that comes in time', () => {
    expect(lookStep(costs(200), plans, THREADS)).toBe(4);
    const known = costs(200);
    known.note({ name: 'filter', area: 100 }, PIXELS / 16, 180 * THREADS);
    expect(lookStep(known, plans, THREADS)).toBe(8);
  });

  it('is the coarsest where none comes in time', () => {
    const known = costs(2e6);
    known.note({ name: 'filter', area: 25 }, PIXELS / 64, 1000);
    expect(lookStep(known, plans, THREADS)).toBe(8);
  });
});
