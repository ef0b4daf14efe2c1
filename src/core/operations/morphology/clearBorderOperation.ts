import { clearBorder } from '../../morphology/index.ts';
import { binaryOperation, PYTHON_ON } from './binaryOperation.ts';

export const clearBorderOperation = binaryOperation({
  name: 'clear-border',
  title: 'Clear border',
  summary: 'Turns off objects that touch the border of the image, since part of them may lie outside.',
  source: 'scikit-image 0.19, segmentation.clear_border',
  scratchBytes: 8,
  parameters: {
    buffer_size: {
      kind: 'integer',
      title: 'Width of the border',
      description: 'Pixels inside the outermost ones that count as border too.',
      unit: 'px',
      default: 0,
      min: 0,
      peer: { library: 'scikit-image', name: 'buffer_size' },
    },
  },
  compute: (image, values, progress) => clearBorder(image, values['buffer_size'] as number, progress),
  python: ({ buffer_size }) => ({
    imports: ['import numpy as np', 'from skimage import segmentation'],
    lines: [
      PYTHON_ON,
      `result = segmentation.clear_border(on, buffer_size=${String(buffer_size)}).astype(image.dtype)`,
    ],
  }),
});
