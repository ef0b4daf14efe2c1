import { describe, expect, it } from 'vitest';
import { newJobControl } from '../../../../src/shared/jobs.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import {
  fitRegression,
  regressionDiagnostics,
  regressionPath,
} from '../../../../src/engine/regression/index.ts';
import type { RegressionOptions } from '../../../../src/core/regression/index.ts';
import { localPool, requestOf, requestOfColumns } from '../../../support/regression/localPool.ts';

const x = [
  [1, 5],
  [2, 3],
  [3, 8],
  [4, 1],
  [5, 9],
  [6, 2],
  [7, 7],
  [8, 4],
];
const y = [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1];

function fit(rows: number[][], target: number[], options: Partial<RegressionOptions> = {}) {
  return fitRegression(localPool(), requestOf(rows, target, options), silentWork());
}

const codes = (result: { warnings: readonly { code: string }[] }) => result.warnings.map(({ code }) => code);

describe('what cannot be fitted is refused with a sentence', () => {
  it.each([
    ['no rows', [], [], {}, 'bad-argument'],
    ['a negative alpha', x, y, { model: 'ridge', alpha: -1 }, 'bad-argument'],
    ['an alpha that is no number', x, y, { model: 'lasso', alpha: NaN }, 'bad-argument'],
    ['a degree of 0', x, y, { degree: 0 }, 'bad-argument'],
    ['epsilon of 1', x, y, { model: 'huber', epsilon: 1 }, 'bad-argument'],
    ['one fold', x, y, { cv: 1 }, 'bad-argument'],
    ['more folds than rows', x, y, { cv: 9 }, 'bad-argument'],
    ['a test of all rows', x, y, { test_size: 8 }, 'bad-argument'],
    ['a test of half a row', x, y, { test_size: 2.5 }, 'bad-argument'],
    ['a prediction of too few values', x, y, { predict: [[1]] }, 'bad-argument'],
    ['only missing cells', x.map(([a]) => [a!, NaN]), y, {}, 'no-data'],
    ['only missing cells, with folds', x.map(([a]) => [a!, NaN]), y, { cv: 2 }, 'no-data'],
    ['values beyond double precision', x.map(([a, b]) => [a! * 1e307, b!]), y, {}, 'bad-argument'],
    ['powers beyond double precision', x.map(([a, b]) => [a! * 1e100, b!]), y, { degree: 4 }, 'bad-argument'],
  ] as const)('%s', async (_name, rows, target, options, code) => {
    await expect(
      fit(rows as unknown as number[][], [...target], options as Partial<RegressionOptions>),
    ).rejects.toMatchObject({ code });
  });

  it('a table of no rows', async () => {
    const request = requestOfColumns([new Float64Array(0)], new Float64Array(0));
    await expect(fitRegression(localPool(), request, silentWork())).rejects.toMatchObject({
      code: 'no-data',
    });
  });

  it('too many terms', async () => {
    const column = new Float64Array(2);
    const columns = Array.from({ length: 100_000 }, () => column);
    const request = requestOfColumns(columns, column);
    await expect(fitRegression(localPool(), request, silentWork())).rejects.toThrow(/1000 are the most/);
  });

  it('a path of least squares', async () => {
    await expect(regressionPath(localPool(), requestOf(x, y), silentWork())).rejects.toMatchObject({
      code: 'bad-argument',
    });
  });

  it('work that was cancelled', async () => {
    const control = newJobControl();
    Atomics.store(new Int32Array(control.cancel), 0, 1);
    const work = { control, expect: () => {} };
    await expect(fitRegression(localPool(), requestOf(x, y), work)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('odd tables', () => {
  it('one row: the mean', async () => {
    const result = await fit([[3, 4]], [7]);
    expect(result).toMatchObject({ coefficients: [0, 0], intercept: 7, rank: 0, rows: 1, inference: null });
    expect(result.train.r2).toBeNull();
  });

  it('a constant y is explained by the intercept', async () => {
    const result = await fit(
      x,
      y.map(() => 0.1),
    );
    expect(result.intercept).toBeCloseTo(0.1, 15);
    expect(result.train.r2).toBe(1);
    expect(codes(result)).toContain('constant-y');
  });

  it.each(['ols', 'ridge', 'lasso', 'huber'] as const)('%s leaves out a constant column', async (model) => {
    const result = await fit(
      x.map(([a]) => [a!, 1 / 3]),
      y,
      { model, alpha: 0.01 },
    );
    expect(result.coefficients[1]).toBeCloseTo(0, 12);
    expect(result.coefficients[0]).toBeCloseTo(2, 1);
    expect(codes(result)).toContain('constant-column');
  });

  it('a perfect fit keeps the digits of its residuals', async () => {
    const exact = x.map(([a, b]) => 2 + 3 * a! - b!);
    exact[3]! += 1e-7;
    const result = await fit(x, exact);
    expect(result.train.rmse! / 1e-7).toBeGreaterThan(0.2);
    expect(result.train.rmse! / 1e-7).toBeLessThan(0.4);
    const robust = await fit(
      x,
      x.map(([a, b]) => 2 + 3 * a! - b!),
      { model: 'huber', alpha: 0 },
    );
    expect(robust.coefficients[0]).toBeCloseTo(3, 9);
  });

  it('names collinear columns, and those that are only alike', async () => {
    const collinear = await fit(
      x.map(([a, b]) => [a!, b!, a! - 2 * b!]),
      y,
    );
    expect(collinear.rank).toBe(2);
    expect(collinear.inference).toBeNull();
    expect(collinear.warnings.find(({ code }) => code === 'collinear')?.message).toBe(
      '"c" is a combination of "a" and "b": the coefficients of least norm were taken.',
    );
    const alike = await fit(
      x.map(([a, b], i) => [a!, b!, a! + 0.1 * (i % 3)]),
      y,
    );
    expect(alike.warnings.find(({ code }) => code === 'inflated')?.message).toMatch(
      /^"a" and "c" explain one another/,
    );
  });

  it('tells of few rows and of unlike units', async () => {
    expect(codes(await fit(x.slice(0, 2), y.slice(0, 2)))).toContain('few-rows');
    const unlike = x.map(([a, b]) => [a! * 1000, b!]);
    expect(codes(await fit(unlike, y, { model: 'ridge' }))).toContain('unscaled');
    expect(codes(await fit(unlike, y, { model: 'ridge', standardise: true }))).not.toContain('unscaled');
  });

  it('counts the rows it leaves out, and splits the others', async () => {
    const rows = x.map((row) => [...row]);
    rows[7]![0] = NaN;
    const target = [...y];
    target[0] = Infinity;
    const all = await fit(rows, target);
    expect(all).toMatchObject({ rows: 6, skipped: 2 });
    expect(all.coefficients).toEqual((await fit(x.slice(1, 7), y.slice(1, 7))).coefficients);
    const split = await fit(rows, target, { test_size: 2 });
    expect(split).toMatchObject({ rows: 4, testRows: 2, skipped: 2 });
    expect(split.coefficients).toEqual((await fit(x.slice(1, 5), y.slice(1, 5))).coefficients);
  });

  it('lasso without a penalty is least squares', async () => {
    expect((await fit(x, y, { model: 'lasso', alpha: 0 })).coefficients).toEqual(
      (await fit(x, y)).coefficients,
    );
  });
});

describe('row diagnostics', () => {
  it('flag an outlier and a row far out, in the table’s order', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [i % 10]);
    const target = rows.map(([a], i) => a! + ((i * 7) % 5) / 10);
    rows[20] = [NaN];
    rows[30] = [100];
    target[30] = 100;
    target[40]! += 20;
    const { columns, counts, result } = await regressionDiagnostics(
      localPool(),
      requestOf(rows, target),
      silentWork(),
    );
    expect(counts).toMatchObject({ outliers: 1, highLeverage: 1 });
    expect([...columns.outlier.keys()].filter((row) => columns.outlier[row] === 1)).toEqual([40]);
    expect([...columns.highLeverage.keys()].filter((row) => columns.highLeverage[row] === 1)).toEqual([30]);
    expect(columns.residual[20]).toBeNaN();
    expect(codes(result)).toEqual(['outliers', 'leverage']);
  });

  it('test rows have no Cook’s distance', async () => {
    const { columns } = await regressionDiagnostics(
      localPool(),
      requestOf(x, y, { test_size: 2 }),
      silentWork(),
    );
    expect([...columns.cook].map(Number.isNaN)).toEqual([...Array(6).fill(false), true, true]);
    expect(columns.residual.every(Number.isFinite)).toBe(true);
  });
});
