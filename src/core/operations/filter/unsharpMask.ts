import { gaussianRadius, unsharpMaskStrip } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import { borderOf, borderParameters } from '../border.ts';

/** Where the blur's kernel ends, in standard deviations, as in scikit-image. */
const TRUNCATE = 4;

/** Sharpening by what a blur takes away. */
export const unsharpMask: Operation = {
  name: 'unsharp-mask',
  version: 1,
  group: 'filter',
  title: 'Unsharp mask',
  summary:
    'Adds to each pixel what a Gaussian blur takes off it: details stand out. Values are kept in their unit and never clipped ' +
    '(scikit-image with preserve_range).',
  formula: 'r = v + amount · (v − blur(v, radius))',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out of the blur of other pixels and stay what they are themselves.',
  source: 'skimage.filters.unsharp_mask',
  shape: {
    kind: 'local',
    halo(values) {
      const reach = gaussianRadius(values['radius'] as number, TRUNCATE);
      return { x: reach, y: reach };
    },
    border: borderOf,
    compute: ({ values, inputs, result, kernels }) =>
      unsharpMaskStrip(
        inputs['image']!,
        result,
        { radius: values['radius'] as number, amount: values['amount'] as number },
        kernels,
      ),
  },
  parameters: {
    radius: {
      kind: 'number',
      title: 'Radius',
      description: 'Standard deviation of the blur.',
      unit: 'px',
      min: 0,
      max: 1000,
      default: 1,
      peer: { library: 'scikit-image', name: 'radius' },
    },
    amount: {
      kind: 'number',
      title: 'Amount',
      description: 'How much of the difference is added; below 0 the image is blurred instead.',
      min: -1000,
      max: 1000,
      default: 1,
      peer: { library: 'scikit-image', name: 'amount' },
    },
    ...borderParameters(),
  },
  python(values) {
    const { mode, cval } = borderOf(values);
    const [radius, amount] = [values['radius'] as number, values['amount'] as number];
    if (mode === 'reflect')
      return {
        imports: ['from skimage import filters'],
        lines: [
          `result = filters.unsharp_mask(image, radius=${radius}, amount=${amount}, preserve_range=True)`,
        ],
      };
    return {
      imports: ['from scipy import ndimage'],
      lines: [
        `blurred = ndimage.gaussian_filter(image, sigma=${radius}, mode='${mode}', cval=${cval})`,
        `result = image + (image - blurred) * ${amount}`,
      ],
    };
  },
};
