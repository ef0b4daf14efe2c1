import { gaussianRadius } from '../../filter/index.ts';
import { localMean, markAboveGaussian, markAboveLevels, markAboveMedian } from '../../threshold/index.ts';
import { borderArguments, borderOf, borderParameters } from '../border.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { oddSize } from './windowSize.ts';

/** A level for each pixel, from its surroundings: what the chapter calls the dynamic threshold. */
export const adaptive: Operation = {
  name: 'adaptive',
  version: 1,
  title: 'Adaptive',
  group: 'threshold',
  meaning: 'binary',
  resultType: () => 'float32',
  summary:
    'Marks what is above the weighted mean, or the median, of the block of pixels around it, so that a background that ' +
    'changes over the image does not matter.',
  formula: 'on where value > local − offset; gaussian: σ = (block_size − 1) ∕ 6, cut at 4 σ',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN and infinities are left out of the surroundings of other pixels. A NaN pixel gives 0; an infinite one is above ' +
    'or below any level.',
  source:
    'scikit-image 0.19.3 threshold_local, compared in double precision as the former threshold_adaptive did',
  shape: {
    kind: 'local',
    halo(values) {
      const size = oddSize(values['block_size'] as number, 'block_size');
      const reach = values['weighting'] === 'gaussian' ? gaussianRadius(sigmaOf(size), 4) : (size - 1) / 2;
      return { x: reach, y: reach };
    },
    border: borderOf,
    compute({ inputs, values, result, kernels }) {
      const strip = inputs['image']!;
      const size = values['block_size'] as number;
      const offset = values['offset'] as number;
      if (values['weighting'] === 'gaussian')
        markAboveGaussian(result, strip, sigmaOf(size), offset, kernels);
      else if (values['weighting'] === 'mean') markAboveLevels(result, strip, localMean(strip, size), offset);
      else markAboveMedian(result, strip, size, offset, kernels);
    },
  },
  parameters: {
    block_size: {
      kind: 'integer',
      title: 'Block size',
      description: 'Side of the square around each pixel that its level is made of; odd.',
      unit: 'px',
      default: 35,
      min: 1,
      max: 2001,
      peer: { library: 'scikit-image', name: 'block_size' },
    },
    weighting: {
      kind: 'choice',
      title: 'Weighting',
      description: 'How the pixels of the block make the level.',
      default: 'gaussian',
      options: [
        { value: 'gaussian', title: 'Gaussian mean' },
        { value: 'mean', title: 'mean' },
        { value: 'median', title: 'median' },
      ],
      peer: { library: 'scikit-image', name: 'method' },
    },
    offset: {
      kind: 'number',
      title: 'Offset',
      description: 'Taken off the level, in the unit of the image; negative marks less.',
      default: 0,
      peer: { library: 'scikit-image', name: 'offset' },
    },
    ...borderParameters('reflect', 'scikit-image'),
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage.filters import threshold_local'],
    lines: [
      'image = np.asarray(image, dtype=np.float64)',
      `local = threshold_local(image, ${argumentsOf(values)})`,
      'result = image > local',
    ],
  }),
};

function argumentsOf(values: ParameterValues): string {
  return `block_size=${String(values['block_size'])}, method='${String(values['weighting'])}', offset=${String(values['offset'])}, ${borderArguments(values)}`;
}

function sigmaOf(size: number): number {
  return (size - 1) / 6;
}
