import type { Operation } from '../operation.ts';
import {
  normaliseParameter,
  TONE_MISSING,
  TONE_RANGE,
  TONE_SCALE,
  toneInput,
  toneShape,
} from './toneShape.ts';

/** A power of each value. */
export const gamma: Operation = {
  name: 'gamma',
  version: 1,
  group: 'intensity',
  title: 'Gamma',
  summary: `A power of each value: gamma below 1 lifts faint parts, above 1 lowers them. ${TONE_RANGE}`,
  formula: `r = gain · i^gamma, ${TONE_SCALE}`,
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: TONE_MISSING,
  source: 'scikit-image adjust_gamma.',
  shape: toneShape('Gamma', (values) => ({
    curve: 'gamma',
    gamma: values['gamma'] as number,
    gain: values['gain'] as number,
  })),
  parameters: {
    gamma: {
      kind: 'number',
      title: 'Gamma',
      description: 'The power.',
      min: 0,
      default: 1,
      peer: { library: 'scikit-image', name: 'gamma' },
    },
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'What the result is multiplied by.',
      default: 1,
      peer: { library: 'scikit-image', name: 'gain' },
    },
    normalise: normaliseParameter,
  },
  python: (values) => {
    const { imports, lines, variable } = toneInput(values);
    const call = `exposure.adjust_gamma(${variable}, gamma=${values['gamma'] as number}, gain=${values['gain'] as number})`;
    return {
      imports: [...imports, 'from skimage import exposure'],
      lines: [...lines, `result = ${call}`],
    };
  },
};
