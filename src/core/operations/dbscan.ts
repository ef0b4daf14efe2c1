import { clusterColumns, clusterScaling } from './clusterParameters.ts';
import type { Operation } from './operation.ts';

/** Clusters the rows of a table by density. */
export const dbscan: Operation = {
  name: 'dbscan',
  version: 1,
  title: 'DBSCAN',
  summary:
    'Joins points with many neighbours into clusters of any shape and number, and leaves the rest as noise. Clusters are ' +
    'numbered by their first core point; a point at the border of several takes the lowest number.',
  inputs: { table: 'table' },
  output: 'clustering',
  pixelTypes: [],
  missing: 'rows with a missing cell are left out, counted, and get no label',
  shape: { kind: 'table' },
  parameters: {
    columns: clusterColumns,
    eps: {
      kind: 'number',
      title: 'Radius (eps)',
      description: 'Largest distance of neighbours, inclusive, in the unit of the (scaled) columns.',
      peer: { library: 'scikit-learn', name: 'eps' },
      default: 0.5,
      min: 1e-150,
      max: 1e150,
    },
    min_samples: {
      kind: 'integer',
      title: 'Fewest neighbours',
      description: 'Fewest points within the radius of a core point, itself included.',
      peer: { library: 'scikit-learn', name: 'min_samples' },
      default: 5,
      min: 1,
    },
    scaling: clusterScaling,
  },
};
