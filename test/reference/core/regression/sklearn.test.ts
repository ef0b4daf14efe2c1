import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RegressionOptions } from '../../../../src/core/regression/index.ts';
import { studentQuantile, studentTails } from '../../../../src/core/regression/studentT.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import {
  fitRegression,
  regressionDiagnostics,
  regressionPath,
} from '../../../../src/engine/regression/index.ts';
import { localPool, requestOf } from '../../../support/regression/localPool.ts';

type Numbers = readonly number[];

interface Fixture {
  readonly x: readonly Numbers[];
  readonly y: Numbers;
  readonly models: readonly {
    readonly name: string;
    readonly options: Partial<RegressionOptions> & { readonly columns?: number };
    readonly coef: Numbers;
    readonly intercept: number;
    readonly scale?: number;
    readonly outliers?: number;
    readonly terms?: readonly string[];
  }[];
  readonly inference: readonly (Readonly<
    Record<'standardError' | 't' | 'p' | 'leverage' | 'standardised' | 'cook', Numbers>
  > & {
    readonly fit_intercept: boolean;
    readonly confidence: readonly Numbers[];
  })[];
  readonly splits: readonly {
    readonly options: Partial<RegressionOptions>;
    readonly coef: Numbers;
    readonly train: number;
    readonly test: number;
    readonly rmse: number;
    readonly folds: Numbers;
  }[];
  readonly path: { readonly alphas: Numbers; readonly coef: readonly Numbers[] };
  readonly students: { readonly tails: readonly Numbers[]; readonly quantiles: readonly Numbers[] };
}

const fixture = JSON.parse(readFileSync(new URL('sklearn.json', import.meta.url), 'utf8')) as Fixture;
const { x, y } = fixture;

function expectClose(got: Numbers, expected: Numbers, rtol: number): void {
  expect(got.length).toBe(expected.length);
  const tolerance = rtol * Math.max(...expected.map(Math.abs));
  const worst = Math.max(...got.map((value, i) => Math.abs(value - expected[i]!)));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe('regressions against scikit-learn', () => {
  it.each(fixture.models)('$name', async ({ options, coef, intercept, scale, outliers, terms }) => {
    const { columns = 3, ...rest } = options;
    const request = requestOf(
      x.map((row) => row.slice(0, columns)),
      y,
      rest,
    );
    const result = await fitRegression(localPool(), request, silentWork());
    const rtol = 1e-8;
    expectClose([...result.coefficients, result.intercept], [...coef, intercept], rtol);
    if (terms) expect(result.terms).toEqual(terms);
    if (scale !== undefined) expectClose([result.robust!.scale], [scale], rtol);
    if (outliers !== undefined) expect(result.robust!.outliers).toBe(outliers);
  });

  it.each(fixture.splits)('split and folds $options', async ({ options, coef, train, test, rmse, folds }) => {
    const request = requestOf(x, y, { model: 'ridge', ...options });
    const result = await fitRegression(localPool(), request, silentWork());
    expectClose(result.coefficients, coef, 1e-9);
    expectClose([result.train.r2!, result.test!.r2!, result.test!.rmse!], [train, test, rmse], 1e-9);
    expectClose(
      result.crossValidation!.folds.map(({ r2 }) => r2!),
      folds,
      1e-9,
    );
  });

  it('the path of lasso', async () => {
    const request = requestOf(x, y, { model: 'lasso', cv: 5 });
    const path = await regressionPath(localPool(), request, silentWork(), { n_alphas: 30 });
    expectClose(path.alphas, fixture.path.alphas, 1e-10);
    path.coefficients.forEach((coefficients, i) =>
      expectClose([0.1, ...coefficients], [0.1, ...fixture.path.coef[i]!], 1e-6),
    );
    expect(path.crossValidation!.mean.length).toBe(30);
    const best = path.crossValidation!.best!;
    const alone = await fitRegression(
      localPool(),
      requestOf(x, y, { model: 'lasso', cv: 5, alpha: path.alphas[best]! }),
      silentWork(),
    );
    expect(alone.crossValidation!.mean).toBeCloseTo(path.crossValidation!.mean[best]!, 9);
  });
});

describe('inference and row diagnostics against NumPy and SciPy', () => {
  it.each(fixture.inference)('fit_intercept $fit_intercept', async (expected) => {
    const request = requestOf(x, y, { fit_intercept: expected.fit_intercept });
    const { result, columns } = await regressionDiagnostics(localPool(), request, silentWork());
    const { intercept, coefficients } = result.inference!;
    const all = [...(intercept ? [intercept] : []), ...coefficients];
    expectClose(
      all.map(({ standardError }) => standardError),
      expected.standardError,
      1e-9,
    );
    expectClose(
      all.map(({ t }) => t!),
      expected.t,
      1e-9,
    );
    all.forEach(({ p }, i) => expectClose([p!], [expected.p[i]!], 1e-8));
    expectClose(all.map(({ confidence }) => confidence).flat(), expected.confidence.flat(), 1e-9);
    expectClose([...columns.leverage], expected.leverage, 1e-9);
    expectClose([...columns.standardised], expected.standardised, 1e-9);
    expectClose([...columns.cook], expected.cook, 1e-9);
    expect([...columns.outlier]).toEqual(expected.standardised.map((value) => (Math.abs(value) > 3 ? 1 : 0)));
  });

  it('the tails and quantiles of Student', () => {
    for (const [t, df, tails] of fixture.students.tails)
      expectClose([studentTails(t!, df!)], [tails!], 1e-10);
    for (const [p, df, t] of fixture.students.quantiles) expectClose([studentQuantile(p!, df!)], [t!], 1e-10);
  });
});
