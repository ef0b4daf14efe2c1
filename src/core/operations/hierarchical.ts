import { clusterColumns, clusterScaling } from './clusterParameters.ts';
import type { Operation } from './operation.ts';

/** Hierarchical clustering of the rows of a table. */
export const hierarchical: Operation = {
  name: 'hierarchical',
  version: 1,
  title: 'Hierarchical clustering',
  summary: 'Merges the two nearest clusters again and again, and cuts the tree by number or by height.',
  inputs: { table: 'table' },
  output: 'clustering',
  pixelTypes: [],
  missing: 'rows with a missing cell in a chosen column are left out and counted',
  shape: { kind: 'table' },
  parameters: {
    columns: clusterColumns,
    n_clusters: {
      kind: 'integer',
      title: 'Clusters',
      description: 'How many clusters the tree is cut into, unless it is cut by height.',
      default: 2,
      min: 1,
      peer: { library: 'scikit-learn', name: 'n_clusters' },
    },
    distance_threshold: {
      kind: 'number',
      title: 'Height of the cut',
      description: 'Merges at or above this distance are not made; 0 cuts by number instead.',
      default: 0,
      min: 0,
      peer: { library: 'scikit-learn', name: 'distance_threshold' },
    },
    linkage: {
      kind: 'choice',
      title: 'Linkage',
      description:
        'What makes two clusters near. Complete, average and weighted take up to 20,000 rows, the others any number. With centroid and median a merge can be lower than the one before it.',
      default: 'ward',
      options: [
        { value: 'ward', title: 'Ward: least growth of the scatter' },
        { value: 'complete', title: 'Complete: farthest pair' },
        { value: 'average', title: 'Average over all pairs' },
        { value: 'weighted', title: 'Weighted: mean of both branches' },
        { value: 'single', title: 'Single: nearest pair' },
        { value: 'centroid', title: 'Centroid: nearest means' },
        { value: 'median', title: 'Median: nearest centres, both branches alike' },
      ],
      peer: { library: 'scikit-learn', name: 'linkage' },
    },
    scaling: clusterScaling,
  },
};
