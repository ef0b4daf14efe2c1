import { distanceTransform } from '../../morphology/index.ts';
import { binaryOperation, PYTHON_ON } from './binaryOperation.ts';

export const distanceTransformOperation = binaryOperation({
  name: 'distance-transform',
  title: 'Distance transform',
  summary: 'The distance in pixels of each pixel that is on from the nearest one that is off, exactly.',
  formula: 'D(p) = min { |p − q| : q off }',
  source: 'scipy.ndimage.distance_transform_edt 1.10',
  meaning: 'values',
  missing: 'NaN and infinities are off, and give 0; an image without any off pixel gives NaN everywhere',
  scratchBytes: 4,
  parameters: {},
  compute: (image, _values, progress) => distanceTransform(image, progress),
  python: () => ({
    imports: ['import numpy as np', 'from scipy import ndimage'],
    lines: [
      PYTHON_ON,
      'distances = ndimage.distance_transform_edt(on)',
      'result = (np.full(on.shape, np.nan) if on.all() else distances).astype(image.dtype)',
    ],
  }),
});
