import { bilateralInto } from '../../denoise/index.ts';
import type { ExtendMode } from '../../strips/index.ts';
import { NOTHING_TO_PREPARE, statisticsFacts, statisticsStep } from '../intensity/imageStatisticsStep.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { borderOf, borderParameters } from '../border.ts';

/** The names that NumPy's padding has for SciPy's border modes. */
const PADDING: Readonly<Record<ExtendMode, string>> = {
  reflect: 'symmetric',
  mirror: 'reflect',
  nearest: 'edge',
  wrap: 'wrap',
  constant: 'constant',
};

/** The arguments of NumPy's padding. */
function paddingOf(values: ParameterValues): string {
  const { mode, cval } = borderOf(values);
  return mode === 'constant' ? `mode='constant', constant_values=${cval}` : `mode='${PADDING[mode]}'`;
}

function radiusOf(values: ParameterValues): number {
  const size = values['win_size'] as number;
  const chosen = size || Math.max(5, 2 * Math.ceil(3 * (values['sigma_spatial'] as number)) + 1);
  return Math.floor((chosen - 1) / 2);
}

/** Smooths within areas of like value and keeps edges. */
export const bilateral: Operation = {
  name: 'bilateral',
  version: 2,
  group: 'filter',
  title: 'Bilateral filter',
  summary:
    'Each pixel becomes a mean of its window in which pixels that are near and of like value weigh most: noise is smoothed, ' +
    'edges stay.',
  formula: 'r = Σ w v / Σ w,  w = exp(−d² / 2 sigma_spatial²) exp(−(v − centre)² / 2 sigma_color²)',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are left out of the means of other pixels and stay what they are themselves.',
  source:
    'Tomasi & Manduchi, 1998; scikit-image denoise_bilateral, but with exact weights: scikit-image looks up those of value in ' +
    '10,000 bins, and those of place in a table that it reads with the wrong row length.',
  shape: {
    kind: 'local',
    halo: (values) => ({ x: radiusOf(values), y: radiusOf(values) }),
    border: borderOf,
    prepare: (values) => (values['sigma_color'] === 0 ? statisticsStep() : NOTHING_TO_PREPARE),
    compute: ({ values, facts, inputs, kernels, result }) => {
      const options = {
        radius: radiusOf(values),
        sigmaColor: (values['sigma_color'] as number) || statisticsFacts(facts).std,
        sigmaSpatial: values['sigma_spatial'] as number,
      };
      bilateralInto(result, inputs['image']!, options, kernels);
    },
  },
  parameters: {
    sigma_color: {
      kind: 'number',
      title: 'Sigma of values',
      description:
        'Differences in value beyond this hardly count, in the unit of the image; 0 takes the standard deviation of the image.',
      min: 0,
      default: 0,
      peer: { library: 'scikit-image', name: 'sigma_color' },
    },
    sigma_spatial: {
      kind: 'number',
      title: 'Sigma of places',
      description: 'Pixels farther away than this hardly count.',
      unit: 'px',
      min: 0.1,
      max: 100,
      default: 1,
      peer: { library: 'scikit-image', name: 'sigma_spatial' },
    },
    win_size: {
      kind: 'integer',
      title: 'Window',
      description: 'Side of the window; 0 takes three sigmas on either side, at least 5 in all.',
      unit: 'px',
      min: 0,
      max: 601,
      default: 0,
      peer: { library: 'scikit-image', name: 'win_size' },
    },
    ...borderParameters(),
  },
  python: (values) => ({
    imports: ['import numpy as np'],
    lines: [
      'finite = np.isfinite(image)',
      `r, sigma_spatial, sigma_color = ${radiusOf(values)}, ${values['sigma_spatial'] as number}, ${
        (values['sigma_color'] as number) || 'image[finite].std() or 1'
      }`,
      `padded = np.pad(np.where(finite, image, np.nan).astype(float), r, ${paddingOf(values)})`,
      'windows = np.lib.stride_tricks.sliding_window_view(padded, image.shape)',
      'total, weights = np.zeros(image.shape), np.zeros(image.shape)',
      'for (dy, dx) in np.ndindex(2 * r + 1, 2 * r + 1):',
      '    d2 = (dy - r) ** 2 + (dx - r) ** 2',
      '    w = np.exp(-d2 / (2 * sigma_spatial ** 2) - (windows[dy, dx] - image) ** 2 / (2 * sigma_color ** 2))',
      '    weights += np.nan_to_num(w)',
      '    total += np.nan_to_num(w * windows[dy, dx])',
      'result = np.where(finite, total / np.where(finite, weights, 1), image)',
    ],
  }),
};
