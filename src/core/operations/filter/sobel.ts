import { sobelStrip, type SobelAxis } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import { borderOf, borderParameters } from '../border.ts';

/** Numbers of the axes in scikit-image. */
const AXES: Readonly<Record<SobelAxis, string>> = { magnitude: 'None', y: '0', x: '1' };

/** Slopes by Sobel's kernel. */
export const sobel: Operation = {
  name: 'sobel',
  version: 1,
  group: 'filter',
  title: 'Sobel edges',
  summary: 'How steeply values change at each pixel: along x, along y, or both in one.',
  formula:
    'r = √((h² + g²) / 2);  g: (1 2 1) / 4 along y by (−1 0 1) along x;  h the same with x and y exchanged',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'A missing neighbour counts as having the value of the pixel itself; a missing pixel stays missing.',
  source: 'skimage.filters.sobel',
  shape: {
    kind: 'local',
    halo: () => ({ x: 1, y: 1 }),
    border: borderOf,
    compute: ({ values, inputs, result }) =>
      sobelStrip(inputs['image']!, result, values['axis'] as SobelAxis),
  },
  parameters: {
    axis: {
      kind: 'choice',
      title: 'Axis',
      description: 'Along which values are to change.',
      default: 'magnitude',
      options: [
        { value: 'magnitude', title: 'both' },
        { value: 'x', title: 'along x' },
        { value: 'y', title: 'along y' },
      ],
      peer: { library: 'scikit-image', name: 'axis' },
    },
    ...borderParameters(),
  },
  python(values) {
    const { mode, cval } = borderOf(values);
    const axis = AXES[values['axis'] as SobelAxis];
    const call = `filters.sobel(image, axis=${axis}, mode='${mode}', cval=${cval})`;
    // scikit-image does not hand cval on: beyond the border it is 0.
    if (mode !== 'constant' || cval === 0)
      return { imports: ['from skimage import filters'], lines: [`result = ${call}`] };
    return {
      imports: ['import numpy as np', 'from skimage import filters'],
      lines: [
        `image = np.pad(image, 1, constant_values=${cval})`,
        `result = filters.sobel(image, axis=${axis}, mode='nearest')[1:-1, 1:-1]`,
      ],
    };
  },
};
