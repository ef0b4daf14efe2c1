import { describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../../src/core/operations/index.ts';
import { OperationCosts, workKind } from '../../../src/shared/operationCosts.ts';

const kind = (area: number, name = 'median') => ({ name, area });

describe('operation costs', () => {
  it('are not known of what was not measured', () => {
    const costs = new OperationCosts();
    costs.note(kind(9), 100, 5);
    expect(costs.estimate(kind(9, 'mean'), 100)).toBeNull();
    expect(costs.estimate(kind(9), 200)).toEqual({ leastMs: 10, mostMs: 10 });
  });

  it('of other windows lie between those of no and of all of their pixels', () => {
    const costs = new OperationCosts();
    costs.note(kind(10), 1, 6);
    expect(costs.estimate(kind(20), 1)).toEqual({ leastMs: 6, mostMs: 12 });
    expect(costs.estimate(kind(5), 1)).toEqual({ leastMs: 3, mostMs: 6 });
  });

  it('come from the nearest window, and the better of the last two times', () => {
    const costs = new OperationCosts();
    for (const ms of [1, 8, 5]) costs.note(kind(10), 1, ms);
    costs.note(kind(1000), 1, 90);
    expect(costs.estimate(kind(11), 1)).toMatchObject({ leastMs: 5 });
    expect(costs.estimate(kind(500), 1)).toMatchObject({ mostMs: 90 });
  });

  it('forget what was measured long ago', () => {
    const costs = new OperationCosts();
    for (let k = 0; k <= 8; k++) costs.note(kind(2 ** k), 1, k + 1);
    expect(costs.estimate(kind(1), 1)).toEqual({ leastMs: 1, mostMs: 2 });
  });

  it('are of another kind where a choice differs, and of the same where a number does', () => {
    const operation = OPERATIONS.get('non-local-means')!;
    const values = { h: 1, sigma: 0, patch_size: 7, patch_distance: 11, fast_mode: true };
    const fast = workKind(operation, values);
    expect(fast.area).toBe(29 * 29);
    expect(workKind(operation, { ...values, h: 2 })).toEqual(fast);
    expect(workKind(operation, { ...values, fast_mode: false }).name).not.toBe(fast.name);
  });
});
