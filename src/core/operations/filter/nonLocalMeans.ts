import { nonLocalMeansClassicInto, nonLocalMeansInto } from '../../denoise/index.ts';
import { NOTHING_TO_PREPARE, statisticsFacts, statisticsStep } from '../intensity/imageStatisticsStep.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';

function patchRadius(values: ParameterValues): number {
  return Math.floor((values['patch_size'] as number) / 2);
}

function haloOf(values: ParameterValues): number {
  return patchRadius(values) + (values['patch_distance'] as number);
}

/** Averages pixels whose surroundings look alike. */
export const nonLocalMeans: Operation = {
  name: 'non-local-means',
  version: 2,
  group: 'filter',
  title: 'Non-local means',
  summary:
    'Each pixel becomes the mean of pixels nearby whose surroundings (patches) look like its own; keeps repeated structure.',
  formula: 'r = Σ w v / Σ w,  w = exp(−max(0, mean of ((p − q)² − 2 sigma²) over the patch) / h²)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN and infinities are left out of means and comparisons (the rest of the patch counts for them) and stay what they are.',
  source:
    'Buades, Coll & Morel, 2005; Darbon et al., 2008; scikit-image denoise_nl_means, whose exponential is an approximation to ' +
    'some percent, and exact here. Weights below exp(−5) are 0, as there.',
  shape: {
    kind: 'local',
    halo: (values) => ({ x: haloOf(values), y: haloOf(values) }),
    border: () => ({ mode: 'mirror', cval: 0 }),
    prepare: (values) => (values['h'] === 0 ? statisticsStep() : NOTHING_TO_PREPARE),
    compute: ({ values, facts, inputs, y0, image, kernels, result, poll }) => {
      const options = {
        patchRadius: patchRadius(values),
        patchDistance: values['patch_distance'] as number,
        // A constant image has a deviation of 0; any h leaves it as it is.
        h: (values['h'] as number) || statisticsFacts(facts).std || 1,
        sigma: values['sigma'] as number,
      };
      if (values['fast_mode'] === true) nonLocalMeansInto(result, inputs['image']!, options, kernels, poll);
      else nonLocalMeansClassicInto(result, inputs['image']!, y0, image, options, poll);
    },
  },
  parameters: {
    h: {
      kind: 'number',
      title: 'Cut-off h',
      description:
        'How unlike patches may be, in the unit of the image: some 0.6 to 0.8 of the noise where sigma is given, ' +
        'more where it is not; 0 takes the standard deviation of the image.',
      min: 0,
      default: 0,
      peer: { library: 'scikit-image', name: 'h' },
    },
    sigma: {
      kind: 'number',
      title: 'Noise',
      description:
        'Standard deviation of the noise, whose share is taken off the distances; 0 takes nothing off.',
      min: 0,
      default: 0,
      peer: { library: 'scikit-image', name: 'sigma' },
    },
    patch_size: {
      kind: 'integer',
      title: 'Patch',
      description: 'Side of the patches that are compared; even numbers count as the next odd one.',
      unit: 'px',
      min: 2,
      max: 51,
      default: 7,
      peer: { library: 'scikit-image', name: 'patch_size' },
    },
    patch_distance: {
      kind: 'integer',
      title: 'Reach',
      description: 'Farthest pixel that is compared, along x and y.',
      unit: 'px',
      min: 1,
      max: 100,
      default: 11,
      peer: { library: 'scikit-image', name: 'patch_distance' },
    },
    fast_mode: {
      kind: 'boolean',
      title: 'Fast',
      description:
        'On: all pixels of a patch count alike, and pixels mirrored beyond the border are averaged too. ' +
        'Off: the middle of a patch counts more; slower by the area of the patch.',
      default: true,
      peer: { library: 'scikit-image', name: 'fast_mode' },
    },
  },
  python: (values) => ({
    imports: ['from skimage import restoration'],
    lines: [
      `result = restoration.denoise_nl_means(image, patch_size=${values['patch_size'] as number}, patch_distance=${
        values['patch_distance'] as number
      }, h=${(values['h'] as number) || 'image.std()'}, sigma=${values['sigma'] as number}, fast_mode=${
        values['fast_mode'] === true ? 'True' : 'False'
      }, preserve_range=True)`,
    ],
  }),
};
