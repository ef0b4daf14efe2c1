import { formulaInLetters, STRETCH_NAMES, stretchTitle, type StretchName } from '../stretch/index.ts';
import type { Operation } from './operation.ts';

/** A display stretch of the rescaled image. */
export const stretch: Operation = {
  name: 'stretch',
  version: 1,
  title: 'Stretch',
  summary: 'Maps 0 … 1 to 0 … 1 along a curve, for display.',
  formula: STRETCH_NAMES.map((name) => `${name}: ${formulaInLetters(name)}`).join('\n'),
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN stays NaN.',
  shape: {
    kind: 'pointwise',
    needs: 'nothing',
    map: (values) => {
      const curve = { map: 'stretch', stretch: values['stretch'] as StretchName } as const;
      const a = Number(values['a']);
      return a > 0 ? { ...curve, a } : curve;
    },
  },
  parameters: {
    stretch: {
      kind: 'choice',
      title: 'Curve',
      description: 'The curve between the limits.',
      default: 'linear',
      options: STRETCH_NAMES.map((name) => ({ value: name, title: stretchTitle(name) })),
    },
    a: {
      kind: 'number',
      title: 'Parameter a',
      description:
        'The parameter of the curve: 0 for its usual one, which is 1000 for logarithm and power of a, 0.1 for arcsinh, ' +
        '1/3 for sinh and 0.4 for power of x. The other curves have none.',
      default: 0,
      min: 0,
      max: 1e8,
    },
  },
};
