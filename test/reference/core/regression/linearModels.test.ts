import { describe, expect, it } from 'vitest';
import type { RegressionModel } from '../../../../src/core/regression/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import { fitRegression } from '../../../../src/engine/regression/index.ts';
import { referenceCases, type ReferenceCase } from '../../../support/referenceGroup.ts';
import { localPool, requestOf } from '../../../support/regression/localPool.ts';
import { hasShared } from '../../../support/shared.ts';

type Rows = number[][];

describe.skipIf(!hasShared)('linear models against scikit-learn', () => {
  const cases = hasShared ? referenceCases('linear_models') : [];
  it.each(cases)('$name', async (one) => {
    const source = one['data_of'] === undefined ? one : cases.find(({ name }) => name === one['data_of'])!;
    const rows = source['X'] as Rows;
    const predictAt = (one['predict_at'] ??
      rows.slice(0, (one['predict'] as number[] | undefined)?.length ?? 0)) as Rows;
    const test = one['test'] as [number, number] | undefined;
    const request = requestOf(rows, source['y'] as number[], {
      model: one['model'] as RegressionModel,
      alpha: (one['alpha'] as number | undefined) ?? 0,
      fit_intercept: (one['fit_intercept'] as boolean | undefined) ?? true,
      test_size: test ? test[1] - test[0] : 0,
      predict: predictAt,
    });
    const result = await fitRegression(localPool(), request, silentWork());
    const rtol = one['rtol'] as number;
    expectClose(result.coefficients, one['coef'] as number[], rtol);
    expectClose(
      [result.intercept],
      [one['intercept'] as number],
      rtol,
      rtol * largest(one['coef'] as number[]),
    );
    if (one['predict'] !== undefined) expectClose(result.predictions, one['predict'] as number[], rtol);
    if (one['rank'] !== undefined) expect(result.rank).toBe(one['rank']);
    if (one['zeros'] !== undefined)
      expect(result.coefficients.filter((b) => b === 0).length).toBe(one['zeros']);
    expectScores(one, result.train.r2, result.test?.r2);
  });
});

function expectScores(one: ReferenceCase, train: number | null, test: number | null | undefined): void {
  const rtol = one['rtol'] as number;
  const expected = (one['score'] ?? one['score_train']) as number;
  expectClose([train!], [expected], rtol);
  if (one['score_test'] !== undefined) expectClose([test!], [one['score_test'] as number], rtol);
}

function largest(values: readonly number[]): number {
  return Math.max(...values.map(Math.abs));
}

function expectClose(got: readonly number[], expected: readonly number[], rtol: number, atol = 0): void {
  expect(got.length).toBe(expected.length);
  const tolerance = rtol * largest(expected) + atol;
  got.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance));
}
