import { regionProperties } from '../../measure/index.ts';
import type { Operation } from '../operation.ts';

/** What both tables of regions say of their image of labels. */
export const LABELS_RULE =
  'An image without values above 1 is binary: its objects are labelled first, corners connecting them.';

/** Python that makes `labels` of `image`, as both do. */
export const PYTHON_LABELS = [
  'labels = np.where(np.isfinite(image), image, 0).astype(np.int64)',
  'labels = measure.label(labels, connectivity=2) if labels.max() <= 1 else labels',
];

export const regionPropertiesOperation: Operation = {
  name: 'region-properties',
  version: 1,
  group: 'measure',
  title: 'Region properties',
  summary:
    `A table of the labelled regions: place, size and shape, a row for each. ${LABELS_RULE} ` +
    'The orientation is that of the major axis, in degrees from +x counter-clockwise, y up: 90° less that of scikit-image.',
  formula:
    'major, minor axis = 4 √λ₁, 4 √λ₂ (eigenvalues of the covariance of x and y); eccentricity = √(1 − λ₂/λ₁); ' +
    'orientation = ½ atan2(2 μ₁₁, μ₂₀ − μ₀₂)',
  inputs: { image: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities belong to no region',
  source: 'scikit-image 0.19, measure.regionprops_table',
  parameters: {},
  shape: {
    kind: 'measure',
    scratchBytes: 20,
    compute: ({ inputs, frames, progress }) => ({
      columns: regionProperties(inputs['image']!, frames['image']!, progress),
    }),
  },
  python: () => ({
    imports: ['import numpy as np', 'from skimage import measure'],
    lines: [
      ...PYTHON_LABELS,
      'result = measure.regionprops_table(labels, properties=(',
      "    'label', 'area', 'centroid', 'bbox', 'axis_major_length', 'axis_minor_length', 'eccentricity',",
      "    'orientation', 'perimeter', 'equivalent_diameter_area', 'extent', 'area_convex', 'solidity',",
      "    'euler_number'))",
    ],
  }),
};
