import { clusterColumns, clusterScaling } from './clusterParameters.ts';
import type { Operation } from './operation.ts';

/** Clusters of varying density among the rows of a table. */
export const hdbscan: Operation = {
  name: 'hdbscan',
  version: 1,
  title: 'HDBSCAN',
  summary: 'Finds groups of any shape and of different densities, and leaves the rest as noise.',
  formula: 'max(core(a), core(b), |a - b|)',
  inputs: { table: 'table' },
  output: 'clustering',
  pixelTypes: [],
  missing: 'rows with a missing cell in a chosen column are left out and counted',
  shape: { kind: 'table' },
  parameters: {
    columns: clusterColumns,
    min_cluster_size: {
      kind: 'integer',
      title: 'Smallest cluster',
      description: 'Fewest rows that count as a cluster.',
      default: 5,
      min: 2,
      peer: { library: 'scikit-learn', name: 'min_cluster_size' },
    },
    min_samples: {
      kind: 'integer',
      title: 'Neighbours',
      description:
        'Rows within the core distance, the row itself among them: more of them smooth the density; 0 takes as many as the smallest cluster has.',
      default: 0,
      min: 0,
      peer: { library: 'scikit-learn', name: 'min_samples' },
    },
    cluster_selection_method: {
      kind: 'choice',
      title: 'Selection',
      description: 'Which clusters of the tree are taken.',
      default: 'eom',
      options: [
        { value: 'eom', title: 'The most stable (excess of mass)' },
        { value: 'leaf', title: 'The smallest (leaves of the tree)' },
      ],
      peer: { library: 'scikit-learn', name: 'cluster_selection_method' },
    },
    scaling: clusterScaling,
  },
};
