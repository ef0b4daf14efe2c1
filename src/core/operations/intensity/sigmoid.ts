import { toneOperation } from './toneOperation.ts';

/** An S-shaped curve, steep around one value. */
export const sigmoid = toneOperation({
  name: 'sigmoid',
  title: 'Sigmoid',
  summary: 'An S-shaped curve: contrast around the cutoff grows, the ends are compressed.',
  formula: 'r = 1 / (1 + exp(gain (cutoff − i))), inverse: 1 minus that',
  source: 'Braun & Fairchild, 1999; scikit-image adjust_sigmoid.',
  subject: 'The sigmoid',
  parameters: {
    cutoff: {
      kind: 'number',
      title: 'Cutoff',
      description: 'The value in the middle of the curve, which becomes 0.5.',
      default: 0.5,
      peer: { library: 'scikit-image', name: 'cutoff' },
    },
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'How steep the curve is there.',
      default: 10,
      peer: { library: 'scikit-image', name: 'gain' },
    },
    inv: {
      kind: 'boolean',
      title: 'Inverse',
      description: 'The negative of the curve: bright becomes dark.',
      default: false,
      peer: { library: 'scikit-image', name: 'inv' },
    },
  },
  curve: (values) => ({
    curve: values['inv'] === true ? 'inverse-sigmoid' : 'sigmoid',
    cutoff: values['cutoff'] as number,
    gain: values['gain'] as number,
  }),
  python: 'adjust_sigmoid',
});
