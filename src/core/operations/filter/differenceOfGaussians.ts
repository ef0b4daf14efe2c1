import { differenceOfGaussiansStrip, gaussianRadius } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { borderArguments, borderOf, borderParameters } from '../border.ts';

/** Where the higher sigma is not given it is this many times the lower, close to a Laplacian of a Gaussian. */
const RATIO = 1.6;

function optionsOf(values: ParameterValues) {
  const lowSigma = values['low_sigma'] as number;
  return {
    lowSigma,
    highSigma: (values['high_sigma'] as number) || RATIO * lowSigma,
    truncate: values['truncate'] as number,
  };
}

/** What lies between two scales. */
export const differenceOfGaussians: Operation = {
  name: 'difference-of-gaussians',
  version: 1,
  group: 'filter',
  title: 'Difference of Gaussians',
  summary:
    'A blur less a wider one: keeps what is larger than the one and smaller than the other, and takes off the background.',
  formula: 'r = blur(v, low_sigma) − blur(v, high_sigma)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out of the blurs of other pixels; there the result is NaN.',
  source:
    'skimage.filters.difference_of_gaussians, but for a high_sigma below low_sigma, which only turns the sign',
  shape: {
    kind: 'local',
    halo(values) {
      const { lowSigma, highSigma, truncate } = optionsOf(values);
      const reach = gaussianRadius(Math.max(lowSigma, highSigma), truncate);
      return { x: reach, y: reach };
    },
    border: borderOf,
    compute: ({ values, inputs, result, kernels }) =>
      differenceOfGaussiansStrip(inputs['image']!, result, optionsOf(values), kernels),
  },
  parameters: {
    low_sigma: {
      kind: 'number',
      title: 'Lower sigma',
      description: 'Standard deviation of the narrower Gaussian; 0 leaves the image as it is.',
      unit: 'px',
      min: 0,
      max: 1000,
      default: 1,
      peer: { library: 'scikit-image', name: 'low_sigma' },
    },
    high_sigma: {
      kind: 'number',
      title: 'Higher sigma',
      description: `Standard deviation of the wider Gaussian; 0 takes ${RATIO} times the lower.`,
      unit: 'px',
      min: 0,
      max: 1000,
      default: 0,
      peer: { library: 'scikit-image', name: 'high_sigma' },
    },
    truncate: {
      kind: 'number',
      title: 'Truncate',
      description: 'Where the kernels end, in standard deviations.',
      min: 0.5,
      max: 10,
      default: 4,
      peer: { library: 'scikit-image', name: 'truncate' },
    },
    ...borderParameters('nearest'),
  },
  python(values) {
    const { lowSigma, highSigma, truncate } = optionsOf(values);
    return {
      imports: ['from skimage import filters'],
      lines: [
        `result = filters.difference_of_gaussians(image, ${lowSigma}, ${highSigma}, truncate=${truncate}, ${borderArguments(values)})`,
      ],
    };
  },
};
