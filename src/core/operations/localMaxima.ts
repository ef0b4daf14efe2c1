import type { Operation } from './operation.ts';

/** Every local maximum of a 3 x 3 neighbourhood. */
export const localMaxima: Operation = {
  name: 'local-maxima',
  version: 1,
  title: 'Local maxima',
  summary:
    'Every pixel that no 3 × 3 neighbour inside the image exceeds; ties and the image border count. ' +
    'Judged on the pixel values themselves, since the normalisation keeps their order.',
  inputs: { image: 'image' },
  output: 'peaks',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are never a maximum and never hide one.',
  shape: { kind: 'reduction', reduction: 'local-maxima' },
  parameters: {
    plateaus: {
      kind: 'choice',
      title: 'Plateaus',
      description:
        'Pixels of equal value side by side: each one counts, or one star per connected plateau, at its centre.',
      default: 'all',
      options: [
        { value: 'all', title: 'every pixel' },
        { value: 'connected', title: 'one star per plateau' },
      ],
    },
  },
};
