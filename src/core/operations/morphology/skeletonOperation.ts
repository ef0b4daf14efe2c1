import { skeletonize } from '../../morphology/index.ts';
import { binaryOperation, PYTHON_ON } from './binaryOperation.ts';

export const skeletonOperation = binaryOperation({
  name: 'skeleton',
  title: 'Skeleton',
  summary: 'Thins objects to lines one pixel wide that hang together as the objects do.',
  source: 'Zhang and Suen 1984, Comm. ACM 27, as in scikit-image 0.19, morphology.skeletonize',
  scratchBytes: 14,
  parameters: {},
  compute: (image, _values, progress) => skeletonize(image, progress),
  python: () => ({
    imports: ['import numpy as np', 'from skimage import morphology'],
    lines: [PYTHON_ON, 'result = morphology.skeletonize(on).astype(image.dtype)'],
  }),
});
