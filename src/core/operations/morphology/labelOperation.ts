import { labelImage } from '../../morphology/index.ts';
import { binaryOperation, connectivityOf, connectivityParameter, PYTHON_ON } from './binaryOperation.ts';

export const labelOperation = binaryOperation({
  name: 'label',
  title: 'Label',
  summary: 'Numbers the connected objects from 1, in the order of their first pixels; the rest is 0.',
  source: 'scikit-image 0.19, measure.label',
  meaning: 'labels',
  resultType: () => 'float64',
  scratchBytes: 8,
  parameters: {
    connectivity: connectivityParameter('Whether pixels that share only a corner belong together (2).', 2),
  },
  compute: (image, values, progress) => labelImage(image, connectivityOf(values), progress),
  python: ({ connectivity }) => ({
    imports: ['import numpy as np', 'from skimage import measure'],
    lines: [PYTHON_ON, `result = measure.label(on, connectivity=${String(connectivity)}).astype(np.float64)`],
  }),
});
