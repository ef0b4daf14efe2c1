import { AppError } from '../../core/errors/index.ts';
import {
  beyondLength,
  blockSumsLength,
  checkRequest,
  factorWidth,
  mergeFactors,
  mergeSums,
  polynomialTerms,
  splitPlan,
  sumsLength,
  sumsOfParts,
  termNames,
  type RegressionRequest,
  type RegressionRows,
  type ResidualPass,
} from '../../core/regression/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { passOverRows } from './blockPasses.ts';

/** A table whose rows have their parts, and the sums of each part. */
export interface SummedTable {
  readonly request: RegressionRequest;
  readonly rows: RegressionRows;
  readonly termNames: readonly string[];
  readonly sums: Float64Array;
  readonly skipped: number;
  /** The parts that are fitted: all folds, then for each fold the others. */
  readonly sets: readonly (readonly number[])[];
  /** The part of the test rows, -1 where there is none. */
  readonly testPart: number;
}

export async function sumTable(pool: Pool, request: RegressionRequest, work: Work): Promise<SummedTable> {
  checkRequest(request);
  const { options, columns, y } = request;
  const terms = polynomialTerms(columns.length, options.degree);
  const { folds, hasTest } = splitPlan(options);
  const count = folds + (hasTest ? 1 : 0);
  const all = Array.from({ length: count }, (_, part) => part);
  const training = all.slice(0, folds);
  const split = count > 1 ? await splitTable(pool, request, work) : null;
  const rows = { columns, y, terms, parts: split?.parts ?? null, groups: all, groupCount: count };
  const { sums, skipped } = await sumRows(pool, work, rows, null, 'Summing up the rows');
  if (sumsOfParts(sums, terms.parent.length + 1, all)[0] === 0) noRows(request);
  return {
    request,
    rows,
    termNames: termNames(terms, options.x),
    sums,
    skipped: split?.skipped ?? skipped,
    sets:
      folds > 1
        ? [training, ...training.map((fold) => training.filter((part) => part !== fold))]
        : [training],
    testPart: hasTest ? folds : -1,
  };
}

async function splitTable(pool: Pool, { options, columns, y }: RegressionRequest, work: Work) {
  const parts = new Uint8Array(new SharedArrayBuffer(y.length));
  const table = { columns, y };
  let complete = 0;
  await passOverRows(
    pool,
    work,
    { count: y.length, columns: columns.length + 1, label: 'Looking for missing cells' },
    (range) => pool.run('regressionMark', { ...range, table, parts }, PRIORITY.asked),
    (answer) => {
      complete += answer;
    },
  );
  if (complete === 0) noRows({ options, columns, y });
  await pool.run('regressionSplit', { parts, options }, PRIORITY.asked);
  return { parts, skipped: y.length - complete };
}

function noRows({ options, y }: RegressionRequest): never {
  throw new AppError(
    'no-data',
    `None of the ${y.length} rows has a number in every one of ${[...options.x, options.y].map((name) => `"${name}"`).join(', ')}.`,
    { remedy: 'Leave out columns whose cells are missing.' },
  );
}

/** The merged sums of each group of the rows, what lay beyond the limit of a residual pass, and the rows left out. */
export async function sumRows(
  pool: Pool,
  work: Work,
  rows: RegressionRows,
  residual: ResidualPass | null,
  label: string,
): Promise<{ sums: Float64Array; beyond: Float64Array; skipped: number }> {
  const width = rows.terms.parent.length + 1;
  const each = sumsLength(width);
  const length = blockSumsLength(width, rows.groupCount);
  const sums = new Float64Array(rows.groupCount * each);
  const beyond = new Float64Array(beyondLength(width));
  let skipped = 0;
  await passOverRows(
    pool,
    work,
    { count: rows.y.length, columns: width, label },
    (range) => pool.run('regressionSums', { ...range, rows, residual }, PRIORITY.asked),
    (answer) => {
      for (let at = 0; at < answer.length; at += length) {
        for (let group = 0; group < rows.groupCount; group++) {
          mergeSums(sums, group * each, answer, at + group * each, width);
        }
        const from = at + rows.groupCount * each;
        for (let i = 0; i < beyond.length; i++) beyond[i]! += answer[from + i]!;
        skipped += answer[from + beyond.length]!;
      }
    },
  );
  return { sums, beyond, skipped };
}

/** The QR factor of each part of the rows. */
export async function factorRows(pool: Pool, work: Work, table: SummedTable): Promise<Float64Array> {
  const { rows, sums, request, sets } = table;
  const terms = rows.terms.parent.length;
  const intercept = request.options.fit_intercept;
  const width = factorWidth(terms, intercept);
  const length = rows.groupCount * width * width;
  const centre = intercept
    ? sumsOfParts(sums, terms + 1, sets[0]!).slice(1, terms + 2)
    : new Float64Array(terms + 1);
  const factors = new Float64Array(length);
  await passOverRows(
    pool,
    work,
    { count: rows.y.length, columns: terms + 1, label: 'Factoring the rows' },
    (range) => pool.run('regressionFactors', { ...range, rows, centre, intercept }, PRIORITY.asked),
    (answer) => {
      for (let at = 0; at < answer.length; at += length) {
        for (let part = 0; part < rows.groupCount; part++) {
          mergeFactors(factors, part * width * width, answer, at + part * width * width, width);
        }
      }
    },
  );
  return factors;
}
