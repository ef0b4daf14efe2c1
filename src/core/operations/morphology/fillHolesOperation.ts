import { fillHoles } from '../../morphology/index.ts';
import { binaryOperation, connectivityOf, connectivityParameter, PYTHON_ON } from './binaryOperation.ts';

export const fillHolesOperation = binaryOperation({
  name: 'fill-holes',
  title: 'Fill holes',
  summary: 'Turns on what objects enclose: the off pixels that no path joins to the border of the image.',
  source: 'scipy.ndimage.binary_fill_holes 1.10',
  missing: 'NaN and infinities are off; inside a hole they are filled with it, elsewhere they give 0',
  scratchBytes: 8,
  parameters: {
    connectivity: connectivityParameter(
      'Whether the paths to the border may go over corners (2), so that only what has no gap at all encloses.',
      1,
    ),
  },
  compute: (image, values, progress) => fillHoles(image, connectivityOf(values), progress),
  python: ({ connectivity }) => ({
    imports: ['import numpy as np', 'from scipy import ndimage'],
    lines: [
      PYTHON_ON,
      `structure = ndimage.generate_binary_structure(2, ${String(connectivity)})`,
      'result = ndimage.binary_fill_holes(on, structure).astype(image.dtype)',
    ],
  }),
});
