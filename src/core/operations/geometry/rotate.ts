import { rotation } from '../../geometry/index.ts';
import type { Operation } from '../operation.ts';
import {
  INTERPOLATION_MISSING,
  interpolationArguments,
  interpolationOf,
  interpolationParameters,
} from './interpolationParameters.ts';
import { affineShape } from './mapped.ts';

/** Rotation about the middle of the image. */
export const rotate: Operation = {
  name: 'rotate',
  version: 1,
  title: 'Rotate',
  summary:
    'The image turned about its middle, counter-clockwise as it is shown (y up). Sky coordinates turn with it.',
  formula:
    'x − xₘ = cos a (X − Xₘ) + sin a (Y − Yₘ), y − yₘ = −sin a (X − Xₘ) + cos a (Y − Yₘ), for pixel (X, Y) of the result',
  group: 'geometry',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: INTERPOLATION_MISSING,
  source: 'SciPy rotate, with the angle of opposite sign',
  shape: affineShape(
    (values, image) => rotation(image, values['angle'] as number, values['resize'] as boolean),
    interpolationOf,
  ),
  parameters: {
    angle: {
      kind: 'number',
      title: 'Angle',
      description: 'Counter-clockwise where y points up; multiples of 90 only move pixels.',
      unit: 'deg',
      default: 90,
      min: -360,
      max: 360,
      peer: { library: 'scikit-image', name: 'angle' },
    },
    resize: {
      kind: 'boolean',
      title: 'Hold all corners',
      description: 'The result is as large as it takes to hold the whole image; else it keeps the size.',
      default: true,
      peer: { library: 'scikit-image', name: 'resize' },
    },
    ...interpolationParameters,
  },
  python(values) {
    const reshape = values['resize'] === true ? 'True' : 'False';
    return {
      imports: ['import numpy as np', 'from scipy import ndimage'],
      lines: [
        `result = ndimage.rotate(image, ${-(values['angle'] as number)}, reshape=${reshape}, ${interpolationArguments(values)})`,
      ],
    };
  },
};
