import { contrastPeaks } from '../../features/index.ts';
import { floatColumn } from '../../table/index.ts';
import type { Operation } from '../operation.ts';
import { featureTable } from './featureTable.ts';

/** Local maxima by how much they stand out from their neighbourhood. */
export const contrastPeaksOperation: Operation = {
  name: 'contrast-peaks',
  version: 1,
  title: 'Maxima by contrast',
  summary:
    'Every local maximum of a 3 × 3 neighbourhood (ties and the image border count) with the contrast of what surrounds ' +
    'it, so that false maxima on the crests of a smooth background can be cut away.',
  formula:
    'contrast = standard deviation of the (2 radius + 1)² pixels around the maximum; ' +
    'prominence = (value − median) / (1.4826 · median |pixel − median|) of the same pixels',
  group: 'features',
  inputs: { image: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are never a maximum, never hide one, and are left out of neighbourhoods.',
  source: 'scikit-image 0.4 is_local_maximum; NumPy std',
  shape: {
    kind: 'measure',
    scratchBytes: 16,
    compute({ values, inputs, frames, progress }) {
      const peaks = contrastPeaks(
        inputs['image']!,
        values['radius'] as number,
        values['contrast_cut'] as number,
        progress,
      );
      return featureTable(peaks, frames['image']!, 'Pixel value', [
        floatColumn('contrast', peaks.contrast, '', 'Standard deviation of the neighbourhood'),
        floatColumn(
          'prominence',
          peaks.prominence,
          '',
          'Height above the median of the neighbourhood, in its robust standard deviations',
        ),
      ]);
    },
  },
  parameters: {
    radius: {
      kind: 'integer',
      title: 'Radius',
      description: 'The neighbourhood is a square of 2 radius + 1 pixels; best somewhat larger than a star.',
      unit: 'px',
      default: 5,
      min: 1,
      max: 50,
    },
    contrast_cut: {
      kind: 'number',
      title: 'Least contrast',
      description: 'Maxima of lower contrast are left out; in the unit of the image. 0 keeps all.',
      default: 0,
      min: 0,
    },
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from scipy import ndimage'],
    lines: [
      'pixels = np.where(np.isfinite(image), image, -np.inf)',
      "maxima = np.isfinite(image) & (pixels == ndimage.maximum_filter(pixels, size=3, mode='nearest'))",
      'rows, columns = np.nonzero(maxima)',
      `radius = ${String(values['radius'])}`,
      'around = [image[max(0, y - radius):y + radius + 1, max(0, x - radius):x + radius + 1] for y, x in zip(rows, columns)]',
      'contrast = np.array([np.std(pixels[np.isfinite(pixels)]) for pixels in around])',
      `kept = contrast >= ${String(values['contrast_cut'])}`,
      'result = np.column_stack([columns + 1, rows + 1, image[rows, columns], contrast])[kept]  # x, y from 1',
    ],
  }),
};
