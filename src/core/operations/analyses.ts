import { clusterColumns, clusterScaling } from './clusterParameters.ts';
import type { Operation } from './operation.ts';
import type { Parameters } from './parameter.ts';

const onTable = { version: 1, output: 'analysis', pixelTypes: [], shape: { kind: 'table' } } as const;
const missing = 'rows with a missing cell in a used column are left out';

/** Parameters that every look at distances takes, as the clusterings have them. */
const distances: Parameters = { columns: clusterColumns, scaling: clusterScaling };

/** Sorted distances to the k-th neighbour, whose bend is where DBSCAN's eps belongs. */
export const kDistance: Operation = {
  ...onTable,
  name: 'k-distance',
  title: 'Distance to the k-th neighbour',
  summary: 'The distances to the k-th neighbour in rising order, and the knee of their curve.',
  inputs: { table: 'table' },
  missing,
  parameters: {
    ...distances,
    k: {
      kind: 'integer',
      title: 'k',
      description: 'Which neighbour, the point itself being the first.',
      default: 5,
      min: 2,
      max: 10_000,
    },
  },
};

/** Inertia and silhouette of k-means for several numbers of clusters. */
export const kCurves: Operation = {
  ...onTable,
  name: 'k-curves',
  title: 'How many clusters',
  summary: 'Inertia and mean silhouette of k-means for every number of clusters up to a largest.',
  inputs: { table: 'table' },
  missing,
  parameters: {
    ...distances,
    k_max: {
      kind: 'integer',
      title: 'Largest k',
      description: 'Largest number of clusters tried.',
      default: 10,
      min: 2,
      max: 50,
    },
    n_init: {
      kind: 'integer',
      title: 'Starts',
      description: 'Starts of each k-means, of which the best counts.',
      default: 4,
      min: 1,
      max: 100,
      peer: { library: 'scikit-learn', name: 'n_init' },
    },
    random_state: {
      kind: 'integer',
      title: 'Seed',
      description: 'The same seed gives the same answer.',
      default: 0,
      min: 0,
      max: 2 ** 32 - 1,
      peer: { library: 'scikit-learn', name: 'random_state' },
    },
  },
};

/** Silhouettes of a clustering. */
export const silhouetteOperation: Operation = {
  ...onTable,
  name: 'silhouette',
  title: 'Silhouettes',
  summary: 'How much nearer each row is to its own cluster than to the next: 1 at home, below 0 misplaced.',
  inputs: { table: 'table', clustering: 'clustering' },
  missing: `${missing}; noise has no silhouette`,
  parameters: distances,
};

/** Coefficients of a regression along its penalty. */
export const regressionPath: Operation = {
  ...onTable,
  name: 'regression-path',
  title: 'Path of alpha',
  summary: 'Coefficients of ridge or lasso, and their cross-validated score, for alphas from strong to weak.',
  inputs: { model: 'model' },
  missing,
  parameters: {},
};
