import { clahe as equalize } from '../../intensity/index.ts';
import type { Operation } from '../operation.ts';

/** Contrast limited adaptive histogram equalisation. */
export const clahe: Operation = {
  name: 'clahe',
  version: 1,
  group: 'intensity',
  title: 'Adaptive equalisation (CLAHE)',
  summary:
    'Histogram equalisation in tiles, joined smoothly, with a limit to how much contrast may grow. Any values are welcome: the ' +
    'image is brought to 0 … 1 by its own extremes first, in 16,384 steps; the result spans 0 … 1.',
  formula:
    'in each tile: r = cumulative histogram, no bin above clip_limit · pixels; between tiles: mixed by distance',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities do not count and stay what they are. A constant image becomes 0.',
  source: 'Zuiderveld, 1994, Graphics Gems IV, 474; scikit-image equalize_adapthist.',
  shape: {
    kind: 'global',
    scratchBytes: 4,
    compute: ({ values, inputs, progress }) => {
      const image = inputs['image']!;
      const size = values['kernel_size'] as number;
      const sideOf = (length: number) => size || Math.max(1, Math.floor(length / 8));
      return equalize(
        image,
        {
          kernelSize: [sideOf(image.height), sideOf(image.width)],
          clipLimit: values['clip_limit'] as number,
          bins: values['nbins'] as number,
        },
        progress,
      );
    },
  },
  parameters: {
    kernel_size: {
      kind: 'integer',
      title: 'Tile',
      description: 'Side of a tile; 0 takes an eighth of the width by an eighth of the height.',
      unit: 'px',
      min: 0,
      max: 4096,
      default: 0,
      peer: { library: 'scikit-image', name: 'kernel_size' },
    },
    clip_limit: {
      kind: 'number',
      title: 'Clip limit',
      description:
        'Most pixels of a tile in one bin, as a share of the tile: higher gives more contrast; 0 does not clip.',
      min: 0,
      max: 1,
      default: 0.01,
      peer: { library: 'scikit-image', name: 'clip_limit' },
    },
    nbins: {
      kind: 'integer',
      title: 'Bins',
      description: 'Bins of the histograms.',
      min: 2,
      max: 4096,
      default: 256,
      peer: { library: 'scikit-image', name: 'nbins' },
    },
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage import exposure'],
    lines: [
      'low, high = np.nanmin(image), np.nanmax(image)',
      'scaled = np.nan_to_num((image - low) / (high - low))',
      `result = exposure.equalize_adapthist(scaled, kernel_size=${
        (values['kernel_size'] as number) || 'None'
      }, clip_limit=${values['clip_limit'] as number}, nbins=${values['nbins'] as number})`,
    ],
  }),
};
