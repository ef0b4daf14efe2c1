import type { Parameters } from '../operations/index.ts';
import { floatColumn } from '../table/index.ts';
import { makeRegression } from './makeRegression.ts';
import { seedParameter, type NumberParameter, type SynthRecipe } from './recipe.ts';

const count = (
  name: string,
  title: string,
  description: string,
  standard: number,
  max: number,
): NumberParameter => ({
  kind: 'integer',
  title,
  description,
  default: standard,
  min: 1,
  max,
  peer: { library: 'scikit-learn', name },
});

const parameters: Parameters = {
  seed: seedParameter(0),
  n_samples: count('n_samples', 'Rows', 'How many rows are made.', 100, 10_000_000),
  n_features: count('n_features', 'Features', 'How many columns x1, x2, … there are.', 2, 500),
  n_informative: count('n_informative', 'Informative features', 'How many of them y depends on.', 1, 500),
  bias: {
    kind: 'number',
    title: 'Bias',
    description: 'The intercept.',
    default: 0,
    peer: { library: 'scikit-learn', name: 'bias' },
  },
  noise: {
    kind: 'number',
    title: 'Noise',
    description: 'Standard deviation of the Gaussian noise on y.',
    default: 50,
    min: 0,
    peer: { library: 'scikit-learn', name: 'noise' },
  },
};

/** A random linear problem: the plane of the chapter's regression. */
export const planeRegression: SynthRecipe = {
  name: 'plane-regression',
  title: 'Plane regression',
  summary: "A plane with noise: columns x1, x2, … and y, as scikit-learn's make_regression.",
  output: 'table',
  parameters,
  make(values) {
    const { seed, n_samples, n_features, n_informative, bias, noise } = values as Record<string, number>;
    const { x, y, coef } = makeRegression({
      n_samples,
      n_features,
      n_informative,
      bias,
      noise,
      random_state: seed,
    });
    const features = x.map((column, k) => floatColumn(`x${k + 1}`, column));
    return {
      kind: 'table',
      columns: [...features, floatColumn('y', y)],
      rows: n_samples,
      facts: { coefficients: Array.from(coef), intercept: bias },
    };
  },
};
