import { BIN_SPACINGS } from '../stretch/index.ts';
import type { Operation } from './operation.ts';

/** Counts of an image's values in bins. */
export const histogram: Operation = {
  name: 'histogram',
  version: 1,
  title: 'Histogram',
  summary: 'How many pixels fall in each of a number of bins between two values of the image.',
  inputs: { image: 'image' },
  output: 'histogram',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out; values outside the range are counted apart.',
  shape: { kind: 'reduction', reduction: 'histogram' },
  parameters: {
    range: {
      kind: 'range',
      title: 'Range',
      description: 'First edge and last edge, in units of the image; empty for its minimum and maximum.',
      default: null,
    },
    bins: { kind: 'integer', title: 'Bins', description: 'How many bins.', default: 256, min: 1, max: 65536 },
    spacing: {
      kind: 'choice',
      title: 'Spacing',
      description: 'Bins of equal width, or ever wider from the first edge on, as steps of a logarithm.',
      default: 'equal',
      options: BIN_SPACINGS.map((value) => ({ value, title: value })),
    },
  },
};
