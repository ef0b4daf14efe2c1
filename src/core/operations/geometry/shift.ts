import { shifting } from '../../geometry/index.ts';
import type { Operation } from '../operation.ts';
import type { NumberParameter } from '../parameter.ts';
import {
  INTERPOLATION_MISSING,
  interpolationArguments,
  interpolationOf,
  interpolationParameters,
} from './interpolationParameters.ts';
import { affineShape } from './mapped.ts';

function shiftParameter(axis: string, direction: string): NumberParameter {
  return {
    kind: 'number',
    title: `Shift along ${axis}`,
    description: `How far everything moves ${direction}; fractions of a pixel are interpolated.`,
    unit: 'px',
    default: 0,
    min: -100_000,
    max: 100_000,
    peer: { library: 'scipy', name: 'shift' },
  };
}

/** A shift by whole or part pixels. */
export const shift: Operation = {
  name: 'shift',
  version: 1,
  title: 'Shift',
  summary: 'Everything in the image moved by so many pixels. Sky coordinates move with it.',
  formula: 'result(X, Y) = image(X − dx, Y − dy)',
  group: 'geometry',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: INTERPOLATION_MISSING,
  source: 'SciPy shift',
  shape: affineShape(
    (values, size) => ({ map: shifting(values['dx'] as number, values['dy'] as number), size }),
    interpolationOf,
  ),
  parameters: {
    dx: shiftParameter('x', 'to the right'),
    dy: shiftParameter('y', 'up'),
    ...interpolationParameters,
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from scipy import ndimage'],
    lines: [
      `result = ndimage.shift(image, (${String(values['dy'])}, ${String(values['dx'])}), ${interpolationArguments(values)})`,
    ],
  }),
};
