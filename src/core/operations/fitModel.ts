import type { Operation } from './operation.ts';

/** A regression of one column of a table on others. */
export const fitModel: Operation = {
  name: 'fit',
  version: 1,
  title: 'Regression',
  summary:
    'Explains one column of a table by others: least squares, ridge, lasso or the robust Huber regression.',
  formula: 'y = intercept + sum of coefficient x term',
  inputs: { table: 'table' },
  output: 'model',
  pixelTypes: [],
  missing: 'rows with a missing cell in a used column are left out and counted',
  shape: { kind: 'table' },
  parameters: {
    model: {
      kind: 'choice',
      title: 'Model',
      description:
        'Least squares; with a penalty on squared coefficients (ridge) or on their sizes (lasso, which sets some to 0); or with outliers counted linearly (huber).',
      default: 'ols',
      options: [
        { value: 'ols', title: 'Least squares' },
        { value: 'ridge', title: 'Ridge' },
        { value: 'lasso', title: 'Lasso' },
        { value: 'huber', title: 'Huber' },
      ],
    },
    x: {
      kind: 'columns',
      title: 'Columns',
      description: 'The columns that explain.',
      default: [],
    },
    y: {
      kind: 'text',
      title: 'Explained column',
      description: 'The column to be explained.',
      default: '',
      peer: { library: 'scikit-learn', name: 'y' },
    },
    alpha: {
      kind: 'number',
      title: 'Penalty',
      description:
        'Weight of the penalty of ridge, lasso and huber, in the unit of the columns; scikit-learn takes 1 for ridge and lasso and 0.0001 for huber.',
      default: 1,
      min: 0,
      peer: { library: 'scikit-learn', name: 'alpha' },
    },
    fit_intercept: {
      kind: 'boolean',
      title: 'Intercept',
      description: 'Whether there is a constant, which is never penalised.',
      default: true,
      peer: { library: 'scikit-learn', name: 'fit_intercept' },
    },
    degree: {
      kind: 'integer',
      title: 'Degree',
      description: 'All powers and products of the columns up to this degree are terms.',
      default: 1,
      min: 1,
      max: 5,
      peer: { library: 'scikit-learn', name: 'degree' },
    },
    standardise: {
      kind: 'boolean',
      title: 'Standardise',
      description: 'Divides every term by its standard deviation, so that the penalty treats all alike.',
      default: false,
    },
    epsilon: {
      kind: 'number',
      title: 'Epsilon',
      description: 'Huber: residuals beyond so many scales count linearly.',
      default: 1.35,
      min: 1.01,
      peer: { library: 'scikit-learn', name: 'epsilon' },
    },
    test_size: {
      kind: 'number',
      title: 'Test rows',
      description:
        'The last rows kept for the test: a share below 1 (rounded up), or their number; 0 keeps none.',
      default: 0,
      min: 0,
      peer: { library: 'scikit-learn', name: 'test_size' },
    },
    cv: {
      kind: 'integer',
      title: 'Folds',
      description: 'Folds of the cross-validation on the training rows, 2 or more; 0 for none.',
      default: 0,
      min: 0,
      max: 200,
      peer: { library: 'scikit-learn', name: 'cv' },
    },
    shuffle: {
      kind: 'boolean',
      title: 'Shuffle',
      description: 'Draws test rows and folds instead of taking them in row order.',
      default: false,
      peer: { library: 'scikit-learn', name: 'shuffle' },
    },
    random_state: {
      kind: 'integer',
      title: 'Seed',
      description: 'What the draw begins with: the same seed draws the same rows.',
      default: 0,
      min: 0,
      max: 4294967295,
      peer: { library: 'scikit-learn', name: 'random_state' },
    },
  },
};
