import { describe, expect, it } from 'vitest';
import { expectOutput, operationNamed, operationReference } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

const { cases, image } = operationReference('filters');

describe('filters against SciPy and scikit-image', () => {
  it('has cases of every operation', () =>
    expect(new Set(cases.map(({ operation }) => operation)).size).toBe(7));

  it.each(cases)('$name', (one) => {
    const result = runOperation(operationNamed(one.operation), one.values, image(one.image));
    expect(result.pixelType).toBe(one.output.pixelType);
    expectOutput(result, one);
  });
});
