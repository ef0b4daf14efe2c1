import { gaussianRadius, gaussianStrip } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { borderArguments, borderOf, borderParameters, meansOfFinite } from '../border.ts';

function optionsOf(values: ParameterValues) {
  const sigma = values['sigma'] as number;
  return {
    sigmaX: sigma,
    sigmaY: (values['sigma_y'] as number) || sigma,
    truncate: values['truncate'] as number,
    missing: values['missing'] as 'ignore' | 'spread',
  };
}

/** Gaussian blur. */
export const gaussian: Operation = {
  name: 'gaussian',
  version: 1,
  group: 'filter',
  title: 'Gaussian blur',
  summary:
    'Each pixel becomes a mean of its surroundings, weighted by a Gaussian: noise is smoothed, light is kept.',
  formula:
    'r(x, y) = Σ w(j) w(i) v(x + j, y + i),  w(k) ∝ exp(−k² / 2 sigma²),  |k| ≤ ⌊truncate · sigma + ½⌋',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'By default NaN and infinities are left out (the mean is over the pixels that are there) and stay what they are themselves; ' +
    'on request they spread over the kernel, as in SciPy.',
  source: 'scipy.ndimage.gaussian_filter',
  shape: {
    kind: 'local',
    halo(values) {
      const { sigmaX, sigmaY, truncate } = optionsOf(values);
      return { x: gaussianRadius(sigmaX, truncate), y: gaussianRadius(sigmaY, truncate) };
    },
    border: borderOf,
    compute: ({ values, inputs, result, kernels }) =>
      gaussianStrip(inputs['image']!, result, optionsOf(values), kernels),
  },
  parameters: {
    sigma: {
      kind: 'number',
      title: 'Sigma',
      description:
        'Standard deviation of the Gaussian; its full width at half maximum is 2.355 times as much.',
      unit: 'px',
      min: 0,
      max: 1000,
      default: 1,
      peer: { library: 'scipy', name: 'sigma' },
    },
    sigma_y: {
      kind: 'number',
      title: 'Sigma along y',
      description: 'Where it is another than along x; 0 takes the same.',
      unit: 'px',
      min: 0,
      max: 1000,
      default: 0,
    },
    truncate: {
      kind: 'number',
      title: 'Truncate',
      description: 'Where the kernel ends, in standard deviations.',
      min: 0.5,
      max: 10,
      default: 4,
      peer: { library: 'scipy', name: 'truncate' },
    },
    missing: {
      kind: 'choice',
      title: 'Missing pixels',
      description:
        'Whether they are left out of the means of other pixels or spread over the kernel, as in SciPy.',
      default: 'ignore',
      options: [
        { value: 'ignore', title: 'leave out' },
        { value: 'spread', title: 'spread' },
      ],
    },
    ...borderParameters(),
  },
  python(values) {
    const { sigmaX, sigmaY, truncate, missing } = optionsOf(values);
    const sigma = sigmaX === sigmaY ? `${sigmaX}` : `(${sigmaY}, ${sigmaX})`;
    const rest = `sigma=${sigma}, truncate=${truncate}, ${borderArguments(values)}`;
    if (missing === 'spread')
      return {
        imports: ['from scipy import ndimage'],
        lines: [`result = ndimage.gaussian_filter(image, ${rest})`],
      };
    return {
      imports: ['import numpy as np', 'from scipy import ndimage'],
      lines: meansOfFinite('gaussian_filter', rest),
    };
  },
};
