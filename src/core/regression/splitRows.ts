import { AppError } from '../errors/index.ts';
import { createRandomState } from '../synth/index.ts';
import type { RegressionOptions, RegressionTable } from './request.ts';
import { NO_PART } from './rowPieces.ts';

/** Which parts of the rows there are: the folds of the training rows (one when there is no cross-validation), then the test. */
export interface SplitPlan {
  readonly folds: number;
  readonly hasTest: boolean;
}

export function splitPlan({
  cv,
  test_size: testSize,
}: Pick<RegressionOptions, 'cv' | 'test_size'>): SplitPlan {
  return { folds: Math.max(1, cv), hasTest: testSize > 0 };
}

/** Marks complete rows of a block with part 0 and the others with NO_PART; returns how many are complete. */
export function markCompleteRows(parts: Uint8Array, rows: RegressionTable, from: number, to: number): number {
  parts.fill(0, from, to);
  for (const column of [...rows.columns, rows.y]) {
    for (let row = from; row < to; row++) {
      const cell = column[row];
      if (cell - cell !== 0) parts[row] = NO_PART;
    }
  }
  let complete = 0;
  for (let row = from; row < to; row++) if (parts[row] === 0) complete++;
  return complete;
}

/** Gives each complete row its part, in place: `parts` holds NO_PART for the others.
 *
 * Method: of the complete rows in their order, or as NumPy's `permutation` draws them, the test takes the last (drawn: the first, as
 *   train_test_split does), rounded up for a share; the training rows are cut into consecutive folds (drawn: once more
 *   permuted, as KFold does), the first of which have one row more where they cannot be equal.
 * Shape:  one byte a row: the number of the fold, or of folds for the test.
 * Errors: bad-argument where the test leaves no training row, or the folds outnumber them.
 * Source: scikit-learn 1.2, sklearn.model_selection.train_test_split and KFold.
 * Checked against: scikit-learn 1.2.1, exact, test/reference/core/regression/sklearn.json. */
export function splitRowsInto(parts: Uint8Array, options: RegressionOptions): void {
  const rows = new Int32Array(parts.length);
  let count = 0;
  for (let row = 0; row < parts.length; row++) if (parts[row] !== NO_PART) rows[count++] = row;
  const test = testCount(count, options.test_size);
  const { folds } = splitPlan(options);
  const train = count - test;
  if (options.test_size > 0 && (test < 1 || train < 1)) {
    throw new AppError(
      'bad-argument',
      `Of ${count} complete rows ${test} would be the test, which leaves ${train} to fit.`,
      {
        remedy: 'Choose another test size.',
      },
    );
  }
  if (folds > 1 && train < folds) {
    throw new AppError('bad-argument', `${train} rows cannot be cut into ${folds} folds.`, {
      remedy: `Choose at most ${train} folds.`,
    });
  }
  const drawn = (length: number) => createRandomState(options.random_state).permutation(length);
  const order = options.shuffle ? drawn(count) : null;
  const inFolds = options.shuffle && folds > 1 ? drawn(train) : null;
  const testFrom = order ? 0 : train;
  const trainFrom = order ? test : 0;
  const at = (i: number) => rows[order ? order[i] : i];
  for (let i = 0; i < test; i++) parts[at(testFrom + i)] = folds;
  for (let fold = 0, begin = 0; fold < folds; fold++) {
    const end = begin + Math.floor(train / folds) + (fold < train % folds ? 1 : 0);
    for (let i = begin; i < end; i++) parts[at(trainFrom + (inFolds ? inFolds[i] : i))] = fold;
    begin = end;
  }
}

function testCount(rows: number, testSize: number): number {
  return testSize < 1 ? Math.ceil(testSize * rows) : testSize;
}
