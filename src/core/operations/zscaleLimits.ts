import { ZSCALE } from '../limits/index.ts';
import type { Operation } from './operation.ts';

/** Limits from the slope of the sorted pixels about their median, as IRAF's display and DS9 have them. */
export const zscaleLimits: Operation = {
  name: 'zscale-limits',
  version: 1,
  title: 'ZScale limits',
  summary:
    'Display limits about the median of a sample, as far as the slope of the sorted sample reaches, so that the sky fills ' +
    'the range and stars are white.',
  formula: 'median ± n / 2 × slope / contrast, within the sample',
  inputs: { image: 'image' },
  output: 'limits',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out of the sample.',
  shape: { kind: 'reduction', reduction: 'zscale' },
  source: 'ZScaleInterval of astropy 5.2; IRAF images.tv.display',
  parameters: {
    n_samples: {
      kind: 'integer',
      title: 'Samples',
      description: 'How many pixels are looked at, evenly over the image.',
      default: 1000,
      min: 1,
      max: 100_000,
    },
    contrast: {
      kind: 'number',
      title: 'Contrast',
      description: 'The slope is divided by it: smaller shows a wider range; 0 leaves the slope as it is.',
      default: ZSCALE.contrast,
      min: 0,
      max: 10,
    },
    max_reject: {
      kind: 'number',
      title: 'Most rejected',
      description: 'When more than this share of the sample is rejected, the limits are its ends.',
      default: ZSCALE.max_reject,
      min: 0,
      max: 1,
    },
    min_npixels: {
      kind: 'integer',
      title: 'Fewest pixels',
      description: 'When fewer than these remain, the limits are the ends of the sample.',
      default: ZSCALE.min_npixels,
      min: 1,
      max: 100_000,
    },
    krej: {
      kind: 'number',
      title: 'Rejection',
      description: 'Values further from the line than so many standard deviations are rejected.',
      unit: 'σ',
      default: ZSCALE.krej,
      min: 0.1,
      max: 100,
    },
    max_iterations: {
      kind: 'integer',
      title: 'Rounds',
      description: 'How often the line is fitted at most.',
      default: ZSCALE.max_iterations,
      min: 1,
      max: 100,
    },
  },
};
