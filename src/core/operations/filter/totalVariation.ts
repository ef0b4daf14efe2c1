import { totalVariation as denoise } from '../../denoise/index.ts';
import { NOTHING_TO_PREPARE, statisticsFacts, statisticsStep } from '../intensity/imageStatisticsStep.ts';
import type { Operation } from '../operation.ts';

/** Smooth areas with sharp edges between them. */
export const totalVariation: Operation = {
  name: 'total-variation',
  version: 2,
  group: 'filter',
  title: 'Total variation',
  summary:
    'The image of least total variation near the given one: noise goes, edges stay, fine texture becomes flat.',
  formula: 'r = argmin Σ (r − v)² / 2 + weight Σ |∇r|',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities stay what they are; the image ends at them as at its border.',
  source: 'Chambolle, 2004, J. Math. Imaging Vis. 20, 89; scikit-image denoise_tv_chambolle.',
  shape: {
    kind: 'global',
    scratchBytes: 16,
    prepare: (values) => (values['weight'] === 0 ? statisticsStep() : NOTHING_TO_PREPARE),
    compute: ({ values, facts, inputs, progress }) => {
      const weight = (values['weight'] as number) || statisticsFacts(facts).std;
      const image = inputs['image']!;
      // Without a weight above 0 (a constant image) there is no variation to take away.
      if (!(weight > 0)) return { ...image, pixels: image.pixels.slice() };
      return denoise(
        image,
        { weight, eps: values['eps'] as number, maxNumIter: values['max_num_iter'] as number },
        progress,
      );
    },
  },
  parameters: {
    weight: {
      kind: 'number',
      title: 'Weight',
      description:
        'How much is smoothed, in the unit of the image; 0 takes the standard deviation of the image.',
      min: 0,
      default: 0,
      peer: { library: 'scikit-image', name: 'weight' },
    },
    eps: {
      kind: 'number',
      title: 'Stop at',
      description: 'Iterations end when the cost changes by less than this share of what it was at first.',
      min: 0,
      max: 1,
      default: 0.0002,
      peer: { library: 'scikit-image', name: 'eps' },
    },
    max_num_iter: {
      kind: 'integer',
      title: 'Iterations',
      description: 'The most iterations.',
      min: 1,
      max: 100_000,
      default: 200,
      peer: { library: 'scikit-image', name: 'max_num_iter' },
    },
  },
  python: (values) => ({
    imports: ['from skimage import restoration'],
    lines: [
      `result = restoration.denoise_tv_chambolle(image, weight=${
        (values['weight'] as number) || 'image.std()'
      }, eps=${values['eps'] as number}, max_num_iter=${values['max_num_iter'] as number})`,
    ],
  }),
};
