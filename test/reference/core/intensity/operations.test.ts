import { describe, expect, it } from 'vitest';
import { expectOutput, operationNamed, operationReference } from '../../../support/operationReference.ts';
import { runOperation } from '../../../support/runOperation.ts';

const { cases, image } = operationReference('intensity');

describe.each([...new Set(cases.map((one) => one.operation))])('%s', (name) => {
  const operation = operationNamed(name);

  it.each(cases.filter((one) => one.operation === name))('gives the reference of $name', (one) => {
    const others = Object.fromEntries(
      Object.entries(one.others ?? {}).map(([key, other]) => [key, image(other)]),
    );
    const result = runOperation(operation, one.values, image(one.image), { others });
    expect(result.pixelType).toBe(image(one.image).pixelType);
    expectOutput(result, one);
  });
});
