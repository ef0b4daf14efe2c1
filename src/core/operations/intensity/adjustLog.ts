import type { Operation } from '../operation.ts';
import {
  normaliseParameter,
  TONE_MISSING,
  TONE_RANGE,
  TONE_SCALE,
  toneInput,
  toneShape,
} from './toneShape.ts';

/** The logarithm of each value, or its inverse. */
export const adjustLog: Operation = {
  name: 'adjust-log',
  version: 1,
  group: 'intensity',
  title: 'Logarithm',
  summary: `The logarithm of each value, which lifts faint parts, or its inverse, which lowers them. ${TONE_RANGE}`,
  formula: `r = gain · log2(1 + i), inverse: r = gain · (2^i − 1), ${TONE_SCALE}`,
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: TONE_MISSING,
  source: 'scikit-image adjust_log.',
  shape: toneShape('The logarithm', (values) => ({
    curve: values['inv'] === true ? 'exponential' : 'log',
    gain: values['gain'] as number,
  })),
  parameters: {
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'What the result is multiplied by.',
      default: 1,
      peer: { library: 'scikit-image', name: 'gain' },
    },
    inv: {
      kind: 'boolean',
      title: 'Inverse',
      description: 'The inverse curve, which lowers faint parts.',
      default: false,
      peer: { library: 'scikit-image', name: 'inv' },
    },
    normalise: normaliseParameter,
  },
  python: (values) => {
    const { imports, lines, variable } = toneInput(values);
    const inverse = values['inv'] === true ? 'True' : 'False';
    return {
      imports: [...imports, 'from skimage import exposure'],
      lines: [
        ...lines,
        `result = exposure.adjust_log(${variable}, gain=${values['gain'] as number}, inv=${inverse})`,
      ],
    };
  },
};
