import { laplaceStrip } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import { borderArguments, borderOf, borderParameters } from '../border.ts';

/** Second differences. */
export const laplace: Operation = {
  name: 'laplace',
  version: 1,
  group: 'filter',
  title: 'Laplacian',
  summary: 'Sum of the second differences along x and y: below 0 on peaks and ridges, above 0 in pits.',
  formula: 'r = v(x − 1, y) + v(x + 1, y) + v(x, y − 1) + v(x, y + 1) − 4 v(x, y)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'A missing neighbour counts as having the value of the pixel itself; a missing pixel stays missing.',
  source: 'scipy.ndimage.laplace',
  shape: {
    kind: 'local',
    halo: () => ({ x: 1, y: 1 }),
    border: borderOf,
    compute: ({ inputs, result }) => laplaceStrip(inputs['image']!, result),
  },
  parameters: borderParameters(),
  python: (values) => ({
    imports: ['from scipy import ndimage'],
    lines: [`result = ndimage.laplace(image, ${borderArguments(values)})`],
  }),
};
