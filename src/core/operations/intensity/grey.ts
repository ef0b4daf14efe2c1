import { greyInto } from '../../colour/index.ts';
import type { Operation } from '../operation.ts';
import { COLOUR_INPUTS, COLOUR_MISSING, COLOUR_RANGE, COLOUR_STACK, colourStrips } from './colourInputs.ts';

/** Brightness of a colour picture. */
export const grey: Operation = {
  name: 'grey',
  version: 1,
  group: 'colour',
  title: 'Grey from red (image), green and blue',
  summary: `The brightness of a colour picture as the eye sees it. ${COLOUR_RANGE}`,
  formula: 'r = 0.2125 red + 0.7154 green + 0.0721 blue',
  inputs: COLOUR_INPUTS,
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: COLOUR_MISSING,
  source: 'scikit-image rgb2gray.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    compute: (job) => greyInto(job.result, colourStrips(job)),
  },
  parameters: {},
  python: () => ({
    imports: ['import numpy as np', 'from skimage import color'],
    lines: [COLOUR_STACK, 'result = color.rgb2gray(rgb)'],
  }),
};
