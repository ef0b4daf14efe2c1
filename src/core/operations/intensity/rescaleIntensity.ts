import { AppError } from '../../errors/index.ts';
import { rescaleIntensityInto, type IntensityRange } from '../../intensity/index.ts';
import type { Facts } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { NOTHING_TO_PREPARE, statisticsFacts, statisticsStep } from './imageStatisticsStep.ts';

function givenRange(values: ParameterValues, choice: 'in_range' | 'out_range', pair: string): IntensityRange {
  const range = values[pair] as readonly [number, number] | null;
  if (range) return { low: range[0], high: range[1] };
  throw new AppError('bad-argument', `The two numbers of ${pair} are missing, since ${choice} is "values".`, {
    remedy: 'Give them, the first below the second.',
  });
}

function inputRange(values: ParameterValues, facts: Facts): IntensityRange {
  if (values['in_range'] === 'values') return givenRange(values, 'in_range', 'in_limits');
  if (values['in_range'] === 'dtype') return { low: -1, high: 1 };
  const { min, max } = statisticsFacts(facts);
  return { low: min, high: max };
}

function outputRange(values: ParameterValues, facts: Facts, from: IntensityRange): IntensityRange {
  if (values['out_range'] === 'values') return givenRange(values, 'out_range', 'out_limits');
  if (values['out_range'] === 'dtype') return { low: from.low >= 0 ? 0 : -1, high: 1 };
  const { min, max } = statisticsFacts(facts);
  return { low: min, high: max };
}

function pythonRange(values: ParameterValues, choice: string, pair: string): string {
  if (values[choice] === 'image') return '(image[finite].min(), image[finite].max())';
  if (values[choice] !== 'values') return `'${values[choice] as string}'`;
  const range = values[pair] as readonly [number, number] | null;
  return range ? `(${range[0]}, ${range[1]})` : 'None';
}

/** Clips to one range of values and maps it onto another. */
export const rescaleIntensity: Operation = {
  name: 'rescale-intensity',
  version: 1,
  group: 'intensity',
  title: 'Rescale intensity',
  summary:
    'Clips values to one range and maps that range onto another. Any values are welcome; what lies outside the first range ' +
    'becomes the ends of the second.',
  formula:
    'r = (clip(v, low, high) − low) / (high − low) · (high′ − low′) + low′; a constant image is clipped to low′ … high′',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN stays NaN and, like infinities, does not count for the extremes of the image (scikit-image would give NaN throughout); ' +
    'infinities are clipped.',
  source: 'scikit-image rescale_intensity.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    prepare: (values) => {
      if (values['in_range'] === 'values') givenRange(values, 'in_range', 'in_limits');
      if (values['out_range'] === 'values') givenRange(values, 'out_range', 'out_limits');
      const needed = values['in_range'] === 'image' || values['out_range'] === 'image';
      return needed ? statisticsStep() : NOTHING_TO_PREPARE;
    },
    compute: ({ values, facts, inputs, result }) => {
      const from = inputRange(values, facts);
      rescaleIntensityInto(result, inputs['image']!, from, outputRange(values, facts, from));
    },
  },
  parameters: {
    in_range: {
      kind: 'choice',
      title: 'From',
      description: 'The range that is mapped: the extremes of the image, −1 … 1, or given values.',
      default: 'image',
      options: [
        { value: 'image', title: 'extremes of the image' },
        { value: 'dtype', title: '−1 … 1' },
        { value: 'values', title: 'given values' },
      ],
      peer: { library: 'scikit-image', name: 'in_range' },
    },
    in_limits: {
      kind: 'range',
      title: 'From values',
      description: 'The range that is mapped where values are given, in the unit of the image.',
      default: null,
      only: ['in_range', 'values'],
      peer: { library: 'scikit-image', name: 'in_range' },
    },
    out_range: {
      kind: 'choice',
      title: 'To',
      description:
        'The range of the result: 0 … 1 (−1 … 1 where the first range begins below 0), the extremes of the image, or given values.',
      default: 'dtype',
      options: [
        { value: 'dtype', title: '0 … 1, or −1 … 1' },
        { value: 'image', title: 'extremes of the image' },
        { value: 'values', title: 'given values' },
      ],
      peer: { library: 'scikit-image', name: 'out_range' },
    },
    out_limits: {
      kind: 'range',
      title: 'To values',
      description: 'The range of the result where values are given.',
      default: null,
      only: ['out_range', 'values'],
      peer: { library: 'scikit-image', name: 'out_range' },
    },
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage import exposure'],
    lines: [
      'finite = np.isfinite(image)',
      `result = exposure.rescale_intensity(image, in_range=${pythonRange(values, 'in_range', 'in_limits')}, out_range=${pythonRange(
        values,
        'out_range',
        'out_limits',
      )})`,
    ],
  }),
};
