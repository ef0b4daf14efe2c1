import type { Operation } from './operation.ts';

/** Two percentiles of an image, exact, with NumPy's linear interpolation. */
export const percentileLimits: Operation = {
  name: 'percentile-limits',
  version: 1,
  title: 'Percentile limits',
  summary:
    'Display limits at two percentiles of the finite pixels, with linear interpolation between order statistics.',
  formula: 'position = q / 100 × (n − 1)',
  inputs: { image: 'image' },
  output: 'limits',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out.',
  shape: { kind: 'reduction', reduction: 'order-statistics' },
  parameters: {
    low: {
      kind: 'number',
      title: 'Low',
      description: 'Percentile shown as black.',
      unit: '%',
      default: 0.25,
      min: 0,
      max: 100,
      peer: { library: 'numpy', name: 'q' },
    },
    high: {
      kind: 'number',
      title: 'High',
      description: 'Percentile shown as white.',
      unit: '%',
      default: 99.5,
      min: 0,
      max: 100,
      peer: { library: 'numpy', name: 'q' },
    },
  },
};
