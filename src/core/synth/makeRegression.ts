import { createRandomState } from './randomState.ts';

/** Options of `makeRegression`, with scikit-learn's names. */
export interface RegressionOptions {
  readonly n_samples: number;
  readonly n_features: number;
  readonly n_informative: number;
  readonly bias: number;
  readonly noise: number;
  readonly random_state: number;
}

export interface RegressionData {
  /** One column per feature. */
  readonly x: readonly Float64Array<ArrayBuffer>[];
  readonly y: Float64Array<ArrayBuffer>;
  /** The true coefficient of each feature. */
  readonly coef: Float64Array<ArrayBuffer>;
}

/** A random linear problem, as scikit-learn's `make_regression` (one target, `effective_rank=None`, `shuffle=True`).
 *
 * Method: standard normal features; the first `n_informative` coefficients 100 times a uniform number, the others 0;
 *         y = x · coef + bias + normal noise; then rows, and after them features, in a random order.
 * Shape:  n_features columns of n_samples rows.
 * Units:  noise is a standard deviation in the unit of y.
 * Errors: `bad-argument` for a seed out of range.
 * Cost:   O(rows × features).
 * Source: scikit-learn, `sklearn.datasets.make_regression`.
 * Checked against: scikit-learn 1.2.1, group linear_models of the reference data: every digit for its seed; with
 *         others one normal in a thousand is off in its last place, see createRandomState. With more than one informative
 *         feature so may y be, since BLAS adds products in an order of its own. */
export function makeRegression(options: RegressionOptions): RegressionData {
  const { n_samples: rows, n_features: features } = options;
  const random = createRandomState(options.random_state);
  const drawn = new Float64Array(rows * features);
  for (let i = 0; i < drawn.length; i++) drawn[i] = random.standardNormal();
  const truth = new Float64Array(features);
  const informative = Math.min(features, options.n_informative);
  for (let k = 0; k < informative; k++) truth[k] = 100 * random.random();
  const target = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let k = 0; k < features; k++) sum += drawn[i * features + k] * truth[k];
    target[i] = sum + options.bias;
  }
  if (options.noise > 0) for (let i = 0; i < rows; i++) target[i] += random.normal(0, options.noise);

  const rowOrder = random.permutation(rows);
  const featureOrder = random.permutation(features);
  const x = Array.from(featureOrder, (feature) => {
    const column = new Float64Array(rows);
    for (let i = 0; i < rows; i++) column[i] = drawn[rowOrder[i] * features + feature];
    return column;
  });
  return {
    x,
    y: Float64Array.from(rowOrder, (row) => target[row]),
    coef: Float64Array.from(featureOrder, (feature) => truth[feature]),
  };
}
