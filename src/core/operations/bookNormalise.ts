import { AppError } from '../errors/index.ts';
import type { Operation } from './operation.ts';

/** The book's normalisation: arcsinh of the raw values, divided by the maximum. It is not scale-free. */
export const bookNormalise: Operation = {
  name: 'book-normalise',
  version: 1,
  title: 'Arcsinh, divided by its maximum',
  summary:
    'The normalised image of the book: arcsinh of the raw pixel values, divided by the largest. ' +
    'It depends on the unit of the data, since arcsinh is linear near 0 and logarithmic far from it.',
  formula: 'n = arcsinh(v) / arcsinh(max v)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN stays NaN; NaN and infinities do not count for the maximum.',
  shape: {
    kind: 'pointwise',
    needs: 'extrema',
    map: (_values, { extrema }) => {
      const maximum = extrema?.maximum ?? Number.NaN;
      if (!(maximum > 0)) {
        const found = Number.isNaN(maximum)
          ? 'the image has no finite pixel'
          : `its largest pixel is ${maximum}, not above 0`;
        throw new AppError('bad-argument', `The image cannot be divided by its maximum: ${found}.`, {
          remedy: 'Choose another stretch, or an image with values above 0.',
        });
      }
      return { map: 'arcsinh-normalise', maximum };
    },
  },
  parameters: {},
};
