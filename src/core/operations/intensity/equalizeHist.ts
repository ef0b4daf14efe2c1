import type { BinCounts } from '../../histogram/index.ts';
import { equalizeEdges, equalizeHistInto } from '../../intensity/index.ts';
import type { Operation } from '../operation.ts';
import { NOTHING_TO_PREPARE, statisticsStep } from './imageStatisticsStep.ts';

/** Every value as the share of pixels up to it. */
export const equalizeHist: Operation = {
  name: 'equalize-hist',
  version: 1,
  group: 'intensity',
  title: 'Histogram equalisation',
  summary:
    'Each value becomes the share of pixels up to it, so that all shades are equally common. Any values are welcome; the result ' +
    'lies in 0 … 1.',
  formula: 'r = cumulative histogram at v, joined by straight lines between the middles of the bins',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities do not count and stay what they are.',
  source: 'scikit-image equalize_hist.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    prepare: (values, { pixelType }) =>
      statisticsStep(({ min, max, count }) => {
        if (count === 0) return NOTHING_TO_PREPARE;
        const edges = equalizeEdges(min, max, values['nbins'] as number, pixelType);
        return {
          done: false,
          reduction: 'value-histogram',
          params: { edges },
          next: (merged) => ({ done: true, facts: { edges, counts: (merged as BinCounts).counts } }),
        };
      }),
    compute: ({ facts, inputs, result }) => {
      const edges = facts['edges'] as Float64Array | undefined;
      if (edges) equalizeHistInto(result, inputs['image']!, edges, facts['counts'] as Float64Array);
      else result.pixels.set(inputs['image']!.pixels);
    },
  },
  parameters: {
    nbins: {
      kind: 'integer',
      title: 'Bins',
      description: 'Bins of the histogram, from the smallest to the largest value.',
      min: 2,
      max: 65_536,
      default: 256,
      peer: { library: 'scikit-image', name: 'nbins' },
    },
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage import exposure'],
    lines: [
      `result = exposure.equalize_hist(image, nbins=${values['nbins'] as number}, mask=np.isfinite(image))`,
    ],
  }),
};
