import { invariant } from '../errors/index.ts';
import type { Operation } from './operation.ts';

/** Clips to two limits and maps them to 0 and 1. */
export const rescale: Operation = {
  name: 'rescale',
  version: 1,
  title: 'Rescale',
  summary: 'Clips to the limits and maps them to 0 and 1.',
  formula: 'r = (clip(n, low, high) − low) / (high − low)',
  inputs: { image: 'image', limits: 'limits' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN stays NaN.',
  shape: {
    kind: 'pointwise',
    needs: 'limits',
    map: (values, { limits }) => {
      const range = values['in_range'] as readonly [number, number] | null;
      const low = range ? range[0] : limits?.low;
      const high = range ? range[1] : limits?.high;
      invariant(low !== undefined && high !== undefined, 'rescale has limits');
      // Equal limits (a constant image) would divide by 0: the step is drawn just above the value instead.
      return { map: 'rescale', low, high: high > low ? high : low + Math.max(Math.abs(low), 1) * 2 ** -20 };
    },
  },
  parameters: {
    in_range: {
      kind: 'range',
      title: 'Limits',
      description:
        'The values that become 0 and 1, in units of the input; empty to take the percentile limits.',
      default: null,
      peer: { library: 'scikit-image', name: 'in_range' },
    },
  },
};
