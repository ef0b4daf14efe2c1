import type { Operation } from '../operation.ts';
import {
  normaliseParameter,
  TONE_MISSING,
  TONE_RANGE,
  TONE_SCALE,
  toneInput,
  toneShape,
} from './toneShape.ts';

/** An S-shaped curve, steep around one value. */
export const sigmoid: Operation = {
  name: 'sigmoid',
  version: 1,
  group: 'intensity',
  title: 'Sigmoid',
  summary: `An S-shaped curve: contrast around the cutoff grows, the ends are compressed. ${TONE_RANGE}`,
  formula: `r = 1 / (1 + exp(gain (cutoff − i))), inverse: 1 minus that, ${TONE_SCALE}`,
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: TONE_MISSING,
  source: 'Braun & Fairchild, 1999; scikit-image adjust_sigmoid.',
  shape: toneShape('The sigmoid', (values) => ({
    curve: values['inv'] === true ? 'inverse-sigmoid' : 'sigmoid',
    cutoff: values['cutoff'] as number,
    gain: values['gain'] as number,
  })),
  parameters: {
    cutoff: {
      kind: 'number',
      title: 'Cutoff',
      description: 'The value in the middle of the curve, which becomes 0.5.',
      default: 0.5,
      peer: { library: 'scikit-image', name: 'cutoff' },
    },
    gain: {
      kind: 'number',
      title: 'Gain',
      description: 'How steep the curve is there.',
      default: 10,
      peer: { library: 'scikit-image', name: 'gain' },
    },
    inv: {
      kind: 'boolean',
      title: 'Inverse',
      description: 'The negative of the curve: bright becomes dark.',
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
        `result = exposure.adjust_sigmoid(${variable}, cutoff=${values['cutoff'] as number}, gain=${
          values['gain'] as number
        }, inv=${inverse})`,
      ],
    };
  },
};
