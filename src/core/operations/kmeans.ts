import { clusterColumns, clusterScaling } from './clusterParameters.ts';
import type { Operation } from './operation.ts';

/** Clusters the rows of a table around a number of centres. */
export const kmeans: Operation = {
  name: 'kmeans',
  version: 1,
  title: 'k-means',
  summary:
    'Places a number of centres so that the summed squared distance of the points to their nearest centre (the inertia) is ' +
    'small. Starts from centres spread by k-means++, several times over, and keeps the best.',
  formula: 'Σ min |x - c|²',
  inputs: { table: 'table' },
  output: 'clustering',
  pixelTypes: [],
  missing: 'rows with a missing cell are left out, counted, and get no label',
  shape: { kind: 'table' },
  parameters: {
    columns: clusterColumns,
    n_clusters: {
      kind: 'integer',
      title: 'Clusters',
      description: 'How many clusters to make.',
      peer: { library: 'scikit-learn', name: 'n_clusters' },
      default: 8,
      min: 1,
    },
    n_init: {
      kind: 'integer',
      title: 'Runs',
      description: 'Runs from other first centres, of which the one with the least inertia is kept.',
      peer: { library: 'scikit-learn', name: 'n_init' },
      default: 10,
      min: 1,
      max: 1000,
    },
    max_iter: {
      kind: 'integer',
      title: 'Most iterations',
      description: 'Most iterations of a run.',
      peer: { library: 'scikit-learn', name: 'max_iter' },
      default: 300,
      min: 1,
      max: 100_000,
    },
    tol: {
      kind: 'number',
      title: 'Tolerance',
      description:
        'A run ends when the summed squared shift of the centres is at most this times the mean variance of the columns.',
      peer: { library: 'scikit-learn', name: 'tol' },
      default: 1e-4,
      min: 0,
    },
    random_state: {
      kind: 'integer',
      title: 'Random seed',
      description: 'The same seed gives the same clusters.',
      peer: { library: 'scikit-learn', name: 'random_state' },
      default: 0,
      min: 0,
      max: 4_294_967_295,
    },
    scaling: clusterScaling,
  },
};
