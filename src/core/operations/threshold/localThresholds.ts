import { localSpread, markAboveLevels } from '../../threshold/index.ts';
import type { LocalShape, Operation } from '../operation.ts';
import type { Parameters } from '../parameter.ts';
import { withExtremes, type LevelledPlane } from './levelSteps.ts';
import { oddSize } from './windowSize.ts';

/** skimage squares float32 images in single precision. */
const AS_DOUBLE = 'image = np.asarray(image, dtype=np.float64)';

/** Puts levels in the place of the means. */
type LevelsInto = (means: Float64Array, stds: Float64Array, count: number, k: number, r: number) => void;

function windowParameters(k: number): Parameters {
  return {
    window_size: {
      kind: 'integer',
      title: 'Window size',
      description: 'Side of the square around each pixel that its level is made of; odd.',
      unit: 'px',
      default: 15,
      min: 1,
      max: 2001,
      peer: { library: 'scikit-image', name: 'window_size' },
    },
    k: {
      kind: 'number',
      title: 'k',
      description: 'How much the standard deviation counts.',
      default: k,
      peer: { library: 'scikit-image', name: 'k' },
    },
  };
}

function windowShape(levelsInto: LevelsInto): LocalShape {
  return {
    kind: 'local',
    halo(values) {
      const reach = (oddSize(values['window_size'] as number, 'window_size') - 1) / 2;
      return { x: reach, y: reach };
    },
    border: () => ({ mode: 'mirror', cval: 0 }),
    compute({ inputs, values, facts, result }) {
      const strip = inputs['image']!;
      const k = values['k'] as number;
      const r = (facts['r'] as number | undefined) ?? 1;
      const size = values['window_size'] as number;
      const levels = localSpread(strip, size, (means, stds, count) => levelsInto(means, stds, count, k, r));
      markAboveLevels(result, strip, levels, 0);
    },
  };
}

const common = {
  version: 1,
  group: 'threshold',
  meaning: 'binary',
  resultType: () => 'float32',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN and infinities are left out of the surroundings of other pixels. A NaN pixel gives 0; an infinite one is above ' +
    'or below any level.',
} satisfies Partial<Operation>;

const niblackLevels: LevelsInto = (means, stds, count, k) => {
  for (let i = 0; i < count; i++) means[i] = means[i] - k * stds[i];
};

const sauvolaLevels: LevelsInto = (means, stds, count, k, r) => {
  for (let i = 0; i < count; i++) means[i] = means[i] * (1 + k * (stds[i] / r - 1));
};

/** Niblack's local threshold. */
export const niblack: Operation = {
  ...common,
  name: 'niblack',
  title: 'Niblack',
  summary: 'Marks what is above the mean of its surroundings less k of their standard deviations.',
  formula: 'on where value > mean − k std',
  source: 'Niblack 1986, An Introduction to Digital Image Processing, p. 115; scikit-image 0.19.3',
  shape: windowShape(niblackLevels),
  parameters: windowParameters(0.2),
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage.filters import threshold_niblack'],
    lines: [
      AS_DOUBLE,
      `result = image > threshold_niblack(image, window_size=${String(values['window_size'])}, k=${String(values['k'])})`,
    ],
  }),
};

/** Sauvola's local threshold. */
export const sauvola: Operation = {
  ...common,
  name: 'sauvola',
  title: 'Sauvola',
  summary: 'Marks what is above the mean of its surroundings, lowered where these vary little.',
  formula: 'on where value > mean (1 + k (std ∕ r − 1))',
  source: 'Sauvola & Pietikäinen 2000, Pattern Recognition 33, 225; scikit-image 0.19.3',
  shape: {
    ...windowShape(sauvolaLevels),
    prepare(values, image: LevelledPlane) {
      const given = values['r'] as number;
      if (given > 0) return { done: true, facts: { r: given } };
      return withExtremes(image, ({ minimum, maximum }) => ({
        done: true,
        // The standard deviation of a constant image is 0 whatever it is divided by.
        facts: { r: maximum > minimum ? maximum / 2 - minimum / 2 : 1 },
      }));
    },
  },
  parameters: {
    ...windowParameters(0.2),
    r: {
      kind: 'number',
      title: 'r',
      description:
        'The largest standard deviation to be expected, in the unit of the image; 0 for half of what the image spans ' +
        '(scikit-image takes half of what the pixel type spans).',
      default: 0,
      min: 0,
      peer: { library: 'scikit-image', name: 'r' },
    },
  },
  python(values) {
    const r = (values['r'] as number) > 0 ? String(values['r']) : '(np.nanmax(image) - np.nanmin(image)) / 2';
    return {
      imports: ['import numpy as np', 'from skimage.filters import threshold_sauvola'],
      lines: [
        AS_DOUBLE,
        `result = image > threshold_sauvola(image, window_size=${String(values['window_size'])}, k=${String(values['k'])}, r=${r})`,
      ],
    };
  },
};
