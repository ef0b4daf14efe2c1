import { toneOperation } from './toneOperation.ts';

/** The logarithm of each value, or its inverse. */
export const adjustLog = toneOperation({
  name: 'adjust-log',
  title: 'Logarithm',
  summary: 'The logarithm of each value, which lifts faint parts, or its inverse, which lowers them.',
  formula: 'r = gain · log2(1 + i), inverse: r = gain · (2^i − 1)',
  source: 'scikit-image adjust_log.',
  subject: 'The logarithm',
  parameters: {
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'What the result is multiplied by.',
      default: 1,
      peer: { library: 'scikit-image', name: 'gain' },
    },
    inv: {
      kind: 'boolean',
      title: 'Inverse',
      description: 'The inverse curve, which lowers faint parts.',
      default: false,
      peer: { library: 'scikit-image', name: 'inv' },
    },
  },
  curve: (values) => ({
    curve: values['inv'] === true ? 'exponential' : 'log',
    gain: values['gain'] as number,
  }),
  python: 'adjust_log',
});
