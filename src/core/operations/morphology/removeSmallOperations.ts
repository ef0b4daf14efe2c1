import { removeSmall } from '../../morphology/index.ts';
import { binaryOperation, connectivityOf, connectivityParameter, PYTHON_ON } from './binaryOperation.ts';

const CONNECTIVITY = 'Whether pixels that share only a corner belong together (2).';

export const removeSmallObjects = binaryOperation({
  name: 'remove-small-objects',
  title: 'Remove small objects',
  summary: 'Turns off connected objects of too few pixels.',
  source: 'scikit-image 0.19, morphology.remove_small_objects',
  scratchBytes: 8,
  parameters: {
    min_size: {
      kind: 'integer',
      title: 'Least size',
      description: 'Objects of fewer pixels are removed.',
      unit: 'px',
      default: 64,
      min: 0,
      peer: { library: 'scikit-image', name: 'min_size' },
    },
    connectivity: connectivityParameter(CONNECTIVITY, 1),
  },
  compute: (image, values, progress) =>
    removeSmall(image, 'objects', values['min_size'] as number, connectivityOf(values), progress),
  python: ({ min_size, connectivity }) => ({
    imports: ['import numpy as np', 'from skimage import morphology'],
    lines: [
      PYTHON_ON,
      `kept = morphology.remove_small_objects(on, min_size=${String(min_size)}, connectivity=${String(connectivity)})`,
      'result = kept.astype(image.dtype)',
    ],
  }),
});

export const removeSmallHoles = binaryOperation({
  name: 'remove-small-holes',
  title: 'Remove small holes',
  summary: 'Turns on connected regions of off pixels that are small, also where they touch the border.',
  source: 'scikit-image 0.19, morphology.remove_small_holes',
  missing: 'NaN and infinities are off; with a hole that is filled they are filled, elsewhere they give 0',
  scratchBytes: 8,
  parameters: {
    area_threshold: {
      kind: 'integer',
      title: 'Least area',
      description: 'Holes of fewer pixels are filled.',
      unit: 'px',
      default: 64,
      min: 0,
      peer: { library: 'scikit-image', name: 'area_threshold' },
    },
    connectivity: connectivityParameter(CONNECTIVITY, 1),
  },
  compute: (image, values, progress) =>
    removeSmall(image, 'holes', values['area_threshold'] as number, connectivityOf(values), progress),
  python: ({ area_threshold, connectivity }) => ({
    imports: ['import numpy as np', 'from skimage import morphology'],
    lines: [
      PYTHON_ON,
      `filled = morphology.remove_small_holes(on, area_threshold=${String(area_threshold)}, ` +
        `connectivity=${String(connectivity)})`,
      'result = filled.astype(image.dtype)',
    ],
  }),
});
