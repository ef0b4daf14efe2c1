import { AppError } from '../errors/index.ts';
import { termCount } from './terms.ts';

export type RegressionModel = 'ols' | 'ridge' | 'lasso' | 'huber';

/** What is to be fitted, as plain data; the names of the parameters are scikit-learn's where it has them. */
export interface RegressionOptions {
  readonly model: RegressionModel;
  /** Weight of the penalty of ridge, lasso and huber; ols has none. */
  readonly alpha: number;
  readonly fit_intercept: boolean;
  /** Highest degree of the polynomial terms, 1 to 5. */
  readonly degree: number;
  /** Divides every term by its standard deviation for the fit; coefficients are given in the units of the columns. */
  readonly standardise: boolean;
  /** Huber: residuals beyond so many scales count linearly. */
  readonly epsilon: number;
  /** Rows kept for the test: 0 none, below 1 that share (rounded up), else that many. */
  readonly test_size: number;
  /** Number of folds of the cross-validation on the training rows, 0 for none. */
  readonly cv: number;
  /** Whether test rows and folds are drawn (as `train_test_split` and `KFold` draw them) instead of taken in row order. */
  readonly shuffle: boolean;
  readonly random_state: number;
  /** Names of the columns, and of the one to be explained. */
  readonly x: readonly string[];
  readonly y: string;
  /** Values of the columns at which to predict. */
  readonly predict: readonly (readonly number[])[];
}

export const DEFAULT_REGRESSION: RegressionOptions = {
  model: 'ols',
  alpha: 1,
  fit_intercept: true,
  degree: 1,
  standardise: false,
  epsilon: 1.35,
  test_size: 0,
  cv: 0,
  shuffle: false,
  random_state: 0,
  x: [],
  y: '',
  predict: [],
};

/** Cells by column, all of one length, over shared memory. */
export interface RegressionTable {
  readonly columns: readonly Float64Array[];
  readonly y: Float64Array;
}

export interface RegressionRequest extends RegressionTable {
  readonly options: RegressionOptions;
}

const MAX_DEGREE = 5;
/** Most terms: their sums of products are 8 MB, and take some seconds to solve. */
const MAX_TERMS = 1000;
/** Folds are numbered in a byte, beside the test rows. */
const MAX_FOLDS = 200;

/** Refuses what cannot be fitted, before any row is read. */
export function checkRequest({ options, columns, y }: RegressionRequest): void {
  const { alpha, degree, epsilon, test_size: testSize, cv, x } = options;
  if (columns.length === 0 || columns.length !== x.length) {
    refuse(
      `A regression needs columns to explain "${options.y}" with; there are ${columns.length}.`,
      'Name one or more.',
    );
  }
  if (columns.some((column) => column.length !== y.length)) {
    refuse(
      `The columns have different numbers of rows than "${options.y}" with its ${y.length}.`,
      'Take columns of one table.',
    );
  }
  if (!(alpha >= 0 && alpha < Infinity)) refuse(`alpha is ${alpha}.`, 'Give a number of 0 or more.');
  if (!Number.isInteger(degree) || degree < 1 || degree > MAX_DEGREE)
    refuse(`The degree is ${degree}.`, `Give a whole number from 1 to ${MAX_DEGREE}.`);
  // At 1 and below the objective only falls as the scale goes to 0.
  if (!(epsilon > 1 && epsilon < Infinity))
    refuse(`epsilon is ${epsilon}.`, 'Give a number above 1; 1.35 is usual.');
  if (!(testSize >= 0) || (testSize >= 1 && !Number.isInteger(testSize)))
    refuse(
      `The test size is ${testSize}.`,
      'Give a share below 1, a whole number of rows, or 0 for no test.',
    );
  if (!Number.isInteger(cv) || cv < 0 || cv === 1 || cv > MAX_FOLDS)
    refuse(
      `The number of folds is ${cv}.`,
      `Give a whole number from 2 to ${MAX_FOLDS}, or 0 for no cross-validation.`,
    );
  for (const values of options.predict) {
    if (values.length !== x.length)
      refuse(
        `A prediction needs ${x.length} values (${x.join(', ')}); ${values.length} were given.`,
        'Give one for each column.',
      );
  }
  const terms = termCount(columns.length, degree);
  if (terms > MAX_TERMS)
    refuse(
      `${columns.length} columns of degree ${degree} give ${terms} terms; ${MAX_TERMS} are the most.`,
      'Choose fewer columns or a lower degree.',
    );
  if (y.length === 0)
    throw new AppError('no-data', 'The table has no rows to fit.', {
      remedy: 'Choose another table or a wider filter.',
    });
}

function refuse(message: string, remedy: string): never {
  throw new AppError('bad-argument', message, { remedy });
}
