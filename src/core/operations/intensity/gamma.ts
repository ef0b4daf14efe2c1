import { toneOperation } from './toneOperation.ts';

/** A power of each value. */
export const gamma = toneOperation({
  name: 'gamma',
  title: 'Gamma',
  summary: 'A power of each value: gamma below 1 lifts faint parts, above 1 lowers them.',
  formula: 'r = gain · i^gamma',
  source: 'scikit-image adjust_gamma.',
  subject: 'Gamma',
  parameters: {
    gamma: {
      kind: 'number',
      title: 'Gamma',
      description: 'The power.',
      min: 0,
      default: 1,
      peer: { library: 'scikit-image', name: 'gamma' },
    },
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'What the result is multiplied by.',
      default: 1,
      peer: { library: 'scikit-image', name: 'gain' },
    },
  },
  curve: (values) => ({
    curve: 'gamma',
    gamma: values['gamma'] as number,
    gain: values['gain'] as number,
  }),
  python: 'adjust_gamma',
});
