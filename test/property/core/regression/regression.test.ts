import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createScalarKernels, type Kernels } from '../../../../src/core/kernels/index.ts';
import {
  BLOCK_ROWS,
  blockSumsInto,
  blockSumsLength,
  mergeSums,
  polynomialTerms,
  sumsLength,
} from '../../../../src/core/regression/index.ts';
import { silentWork } from '../../../../src/engine/jobTracker.ts';
import {
  fitRegression,
  regressionDiagnostics,
  regressionPath,
} from '../../../../src/engine/regression/index.ts';
import { loadKernels } from '../../../../src/workers/kernels.ts';
import { exactLeastSquares, plainSums } from '../../../support/naive/leastSquares.ts';
import {
  localPool,
  requestOf,
  requestOfColumns,
  sharedColumn,
} from '../../../support/regression/localPool.ts';

const simd = loadKernels();
const scalar = createScalarKernels();
const whole = fc.integer({ min: -1000, max: 1000 });

function sumsWith(kernels: Kernels, columns: readonly Float64Array[], y: Float64Array): Float64Array {
  const terms = polynomialTerms(columns.length, 1);
  const rows = { columns, y, terms, parts: null, groups: [0], groupCount: 1 };
  const out = new Float64Array(blockSumsLength(columns.length + 1, 1));
  blockSumsInto(out, 0, rows, 0, y.length, kernels, null);
  return out;
}

/** Numbers that are the same every time. */
function numbers(count: number, seed: number): Float64Array {
  let state = seed;
  return sharedColumn(
    Array.from({ length: count }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    }),
  );
}

describe('sums of products', () => {
  const table = fc
    .record({ width: fc.integer({ min: 1, max: 7 }), count: fc.integer({ min: 1, max: 70 }) })
    .chain(({ width, count }) =>
      fc.array(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: width, maxLength: width }),
        {
          minLength: count,
          maxLength: count,
        },
      ),
    );

  it('are the same bytes by SIMD and by plain loops, and the plain sums', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const columns = rows[0]!.map((_, k) => sharedColumn(rows.map((row) => row[k]!)));
        const [y, ...x] = columns as [Float64Array, ...Float64Array[]];
        const fast = sumsWith(simd, x, y);
        expect([...sumsWith(scalar, x, y)]).toEqual([...fast]);
        const expected = plainSums(rows.map(([first, ...others]) => [...others, first!]));
        const scale = Math.max(1, ...rows.flat().map(Math.abs));
        expected.forEach((value, i) =>
          expect(Math.abs(fast[i]! - value)).toBeLessThanOrEqual(1e-13 * scale * scale * rows.length),
        );
      }),
    );
  });

  it('are the same bytes over many pieces, with missing cells', () => {
    const columns = Array.from({ length: 8 }, (_, k) => numbers(5003, k));
    columns[3]![2500] = NaN;
    const [y, ...x] = columns as [Float64Array, ...Float64Array[]];
    const fast = sumsWith(simd, x, y);
    expect([...sumsWith(scalar, x, y)]).toEqual([...fast]);
    expect(fast[0]).toBe(5002);
    expect(fast.at(-1)).toBe(1);
  });

  it('are merged to those of all rows, wherever they are cut', () => {
    fc.assert(
      fc.property(table, fc.nat(70), (rows, cut) => {
        const at = Math.min(cut, rows.length);
        const width = rows[0]!.length;
        const merged = new Float64Array(sumsLength(width));
        for (const part of [rows.slice(0, at), rows.slice(at)]) {
          if (part.length > 0) mergeSums(merged, 0, Float64Array.from(plainSums(part)), 0, width);
        }
        const scale = Math.max(1, ...rows.flat().map(Math.abs));
        plainSums(rows).forEach((value, i) =>
          expect(Math.abs(merged[i]! - value)).toBeLessThanOrEqual(1e-12 * scale * scale * rows.length),
        );
      }),
    );
  });
});

describe('least squares', () => {
  it('is the exact solution of whole numbers, near the origin and far from it', async () => {
    const problem = fc.record({
      rows: fc.array(fc.tuple(whole, whole, whole), { minLength: 6, maxLength: 30 }),
      far: fc.constantFrom(0, 1e6, -3e8),
    });
    await fc.assert(
      fc.asyncProperty(problem, async ({ rows, far }) => {
        const x = rows.map(([a, b]) => [a + far, b - 2 * far]);
        const y = rows.map(([, , c]) => c);
        const exact = exactLeastSquares(x, y);
        fc.pre(exact !== null);
        const { coefficients, inference } = await fitRegression(localPool(), requestOf(x, y), silentWork());
        const errors = inference?.coefficients.map(({ standardError }) => standardError) ?? [];
        coefficients.forEach((b, k) => {
          const scale = Math.abs(exact![k + 1]!) + (errors[k] ?? 0) + 1e-3;
          expect(Math.abs(b - exact![k + 1]!)).toBeLessThanOrEqual(1e-9 * scale);
        });
      }),
    );
  });

  it('keeps its digits where the sums of products would lose them', async () => {
    // Two columns that part in the ninth digit: condition number about 1e9, beyond what X'X can carry.
    const a = Array.from({ length: 40 }, (_, i) => (i * 37) % 101);
    const x = a.map((value, i) => [value * 1_000_000_000, value * 1_000_000_000 + ((i * i) % 7)]);
    const y = a.map((value, i) => 3 * value + ((i * 13) % 11));
    const jobs: string[] = [];
    const { coefficients, warnings } = await fitRegression(
      localPool(2, (job) => jobs.push(job)),
      requestOf(x, y),
      silentWork(),
    );
    const exact = exactLeastSquares(x, y)!;
    expect(jobs).toContain('regressionFactors');
    coefficients.forEach((b, k) => expect(Math.abs(b / exact[k + 1]! - 1)).toBeLessThan(1e-6));
    expect(warnings.map(({ code }) => code)).toContain('collinear');
  });
});

describe('lasso', () => {
  it('reaches a duality gap of nothing, also with more columns than rows and equal columns', async () => {
    const problem = fc.record({
      rows: fc.array(fc.array(whole, { minLength: 14, maxLength: 14 }), { minLength: 3, maxLength: 25 }),
      columns: fc.integer({ min: 1, max: 12 }),
      share: fc.constantFrom(0.5, 0.05, 0.002),
    });
    let settled = 0;
    await fc.assert(
      fc.asyncProperty(problem, async ({ rows, columns, share }) => {
        const x = rows.map((row) => [...row.slice(0, columns), row[0]!]);
        const y = rows.map((row) => row[13]!);
        const largest = Math.max(
          ...x[0]!.map((_, j) =>
            Math.abs(
              covariance(
                x.map((row) => row[j]!),
                y,
              ),
            ),
          ),
        );
        fc.pre(largest > 0);
        const alpha = share * largest;
        const request = requestOf(x, y, { model: 'lasso', alpha });
        const { coefficients, intercept, warnings } = await fitRegression(localPool(), request, silentWork());
        // Columns that nearly depend on each other may keep the descent from settling; then that is said.
        if (warnings.some(({ code }) => code === 'not-converged')) return;
        settled++;
        const n = y.length;
        const residual = y.map(
          (value, i) => value - intercept - x[i]!.reduce((sum, a, j) => sum + a * coefficients[j]!, 0),
        );
        const square = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
        const primal =
          square(residual) / (2 * n) + alpha * coefficients.reduce((sum, b) => sum + Math.abs(b), 0);
        const steepest = Math.max(
          ...coefficients.map((_, j) =>
            Math.abs(
              covariance(
                x.map((row) => row[j]!),
                residual,
              ),
            ),
          ),
        );
        const dual = residual.map((value) => value * Math.min(1, alpha / steepest));
        const mean = y.reduce((sum, value) => sum + value, 0) / n;
        const centred = y.map((value) => value - mean);
        const bound = (square(centred) - square(centred.map((value, i) => value - dual[i]!))) / (2 * n);
        expect(primal - bound).toBeLessThanOrEqual((1e-9 * square(centred)) / n);
      }),
    );
    expect(settled).toBeGreaterThan(80);
  });
});

/** Mean product of deviations. */
function covariance(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  return mean(a.map((value, i) => (value - meanA) * (b[i]! - meanB)));
}

describe('the same bytes', () => {
  const rows = 3 * BLOCK_ROWS + 777;
  const x = [numbers(rows, 1), numbers(rows, 2), numbers(rows, 3)];
  x[1]![70_000] = NaN;
  x[2]![BLOCK_ROWS] = Infinity;
  const y = numbers(rows, 4);
  for (let i = 0; i < rows; i += 50) y[i]! += 20;
  // As near to the first column as QR is needed for.
  const near = sharedColumn(x[0]!.map((value, i) => value + 1e-6 * y[i]!));

  it.each([
    ['ols', {}],
    ['ridge with folds', { model: 'ridge', cv: 3, shuffle: true, test_size: 0.2 }],
    ['huber', { model: 'huber', alpha: 0.1 }],
    ['polynomial', { degree: 2, standardise: true }],
  ] as const)('%s, whatever the threads', async (_name, options) => {
    const answers = await Promise.all(
      [1, 2, 3].map((threads) =>
        fitRegression(localPool(threads), requestOfColumns(x, y, options), silentWork()),
      ),
    );
    expect(answers[0]!.skipped).toBe(2);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('factors and diagnostics, whatever the threads', async () => {
    const request = requestOfColumns([...x, near], y);
    const [one, three] = await Promise.all(
      [1, 3].map((threads) => regressionDiagnostics(localPool(threads), request, silentWork())),
    );
    expect(three!.result).toEqual(one!.result);
    expect(three!.columns.cook.every((value, i) => Object.is(value, one!.columns.cook[i]))).toBe(true);
    expect([70_000, BLOCK_ROWS].every((row) => Number.isNaN(one!.columns.prediction[row]))).toBe(true);
    expect(one!.columns.leverage.reduce((sum, h) => sum + (h === h ? h : 0), 0)).toBeCloseTo(5, 8);
  });

  it('paths, whatever the threads', async () => {
    const request = requestOfColumns(x, y, { model: 'ridge', cv: 4 });
    const [one, three] = await Promise.all(
      [1, 3].map((threads) => regressionPath(localPool(threads), request, silentWork(), { n_alphas: 10 })),
    );
    expect(three).toEqual(one);
  });
});
