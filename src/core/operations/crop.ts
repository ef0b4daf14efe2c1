import type { Operation } from './operation.ts';

/** A rectangular section, without copying a pixel. */
export const crop: Operation = {
  name: 'crop',
  version: 1,
  title: 'Crop',
  summary:
    'A rectangular section of an image, in FITS pixels. Catalogue positions stay those of the whole image.',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'kept',
  shape: { kind: 'window' },
  parameters: {
    section: {
      kind: 'section',
      title: 'Section',
      description:
        'x0:x1,y0:y1, 1-based and inclusive, as in img.fits[501:1500,501:1500]; empty for the whole image.',
      default: null,
    },
  },
};
