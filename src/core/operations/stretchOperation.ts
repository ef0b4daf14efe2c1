import { STRETCH_NAMES, stretchTitle, type StretchName } from '../stretch/index.ts';
import type { Operation } from './operation.ts';

/** A display stretch of the rescaled image. */
export const stretch: Operation = {
  name: 'stretch',
  version: 1,
  title: 'Stretch',
  summary: 'Maps 0 … 1 to 0 … 1 along a curve, for display.',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN stays NaN.',
  shape: {
    kind: 'pointwise',
    needs: 'nothing',
    map: (values) => ({ map: 'stretch', stretch: values['stretch'] as StretchName }),
  },
  parameters: {
    stretch: {
      kind: 'choice',
      title: 'Curve',
      description: 'The curve between the limits.',
      default: 'linear',
      options: STRETCH_NAMES.map((name) => ({ value: name, title: stretchTitle(name) })),
    },
  },
};
