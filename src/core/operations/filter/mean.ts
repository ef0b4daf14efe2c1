import { meanStrip } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import { borderArguments, borderOf, borderParameters, meansOfFinite } from '../border.ts';

/** Mean of a square. */
export const mean: Operation = {
  name: 'mean',
  version: 1,
  group: 'filter',
  title: 'Mean filter',
  summary: 'Each pixel becomes the mean of the square around it, every pixel of which weighs the same.',
  formula: 'r = Σ v / size²,  from ⌊size / 2⌋ pixels before the pixel on',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out of the means of other pixels and stay what they are themselves.',
  source: 'scipy.ndimage.uniform_filter',
  shape: {
    kind: 'local',
    halo(values) {
      const reach = Math.floor((values['size'] as number) / 2);
      return { x: reach, y: reach };
    },
    border: borderOf,
    compute({ values, inputs, result, kernels, y0 }) {
      const size = values['size'] as number;
      meanStrip(inputs['image']!, result, { sizeX: size, sizeY: size }, kernels, y0);
    },
  },
  parameters: {
    size: {
      kind: 'integer',
      title: 'Size',
      description: 'Side of the square.',
      unit: 'px',
      min: 1,
      max: 1001,
      default: 3,
      peer: { library: 'scipy', name: 'size' },
    },
    ...borderParameters(),
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from scipy import ndimage'],
    lines: meansOfFinite('uniform_filter', `size=${values['size'] as number}, ${borderArguments(values)}`),
  }),
};
