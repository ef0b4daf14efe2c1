import { regionIntensities } from '../../measure/index.ts';
import type { Operation } from '../operation.ts';
import { LABELS_RULE, PYTHON_LABELS } from './regionPropertiesOperation.ts';

export const regionIntensitiesOperation: Operation = {
  name: 'region-intensities',
  version: 1,
  group: 'measure',
  title: 'Region intensities',
  summary: `A table of what an image holds in each labelled region of another. ${LABELS_RULE}`,
  formula: 'weighted centroid = Σ I(p) p / Σ I(p)',
  inputs: { image: 'image', intensity: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing:
    'missing and infinite intensities are left out and not counted; NaN and infinities of the labels belong to no region',
  source: 'scikit-image 0.19, measure.regionprops_table; numpy.std',
  parameters: {},
  shape: {
    kind: 'measure',
    scratchBytes: 12,
    compute: ({ inputs, frames, progress }) => ({
      columns: regionIntensities(inputs['image']!, inputs['intensity']!, frames['image']!, progress),
    }),
  },
  python: () => ({
    imports: ['import numpy as np', 'from skimage import measure'],
    lines: [
      ...PYTHON_LABELS,
      'seen = np.isfinite(intensity)',
      'labels, values = np.where(seen, labels, 0), np.where(seen, intensity, 0)',
      'result = measure.regionprops_table(labels, values, properties=(',
      "    'label', 'area', 'intensity_mean', 'intensity_min', 'intensity_max', 'centroid_weighted'))",
    ],
  }),
};
