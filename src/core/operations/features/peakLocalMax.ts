import { peakLocalMax, type FootprintName, type PeakLocalMaxOptions } from '../../features/index.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { featureTable } from './featureTable.ts';

function optionsOf(values: ParameterValues): PeakLocalMaxOptions {
  const threshold = values['threshold'] as 'minimum' | 'absolute' | 'relative' | 'both';
  const name = values['footprint'] as 'distance' | FootprintName;
  const most = values['num_peaks'] as number;
  return {
    minDistance: values['min_distance'] as number,
    thresholdAbs:
      threshold === 'absolute' || threshold === 'both' ? (values['threshold_abs'] as number) : null,
    thresholdRel:
      threshold === 'relative' || threshold === 'both' ? (values['threshold_rel'] as number) : null,
    excludeBorder: values['exclude_border'] as boolean,
    numPeaks: most === 0 ? Infinity : most,
    footprint: name === 'distance' ? null : { name, radius: values['radius'] as number },
  };
}

const PYTHON_FOOTPRINTS: Readonly<Record<FootprintName, (radius: number) => string>> = {
  square: (radius) => `morphology.square(${2 * radius + 1})`,
  disk: (radius) => `morphology.disk(${radius})`,
  cross: (radius) => `np.logical_or.outer(*[np.arange(${2 * radius + 1}) == ${radius}] * 2)`,
};

/** Local maxima as scikit-image finds them today. */
export const peakLocalMaxOperation: Operation = {
  name: 'peak-local-max',
  version: 1,
  title: 'Peaks',
  summary:
    'Pixels that nothing around them exceeds, above a threshold and a least distance apart, the highest first. ' +
    'Pixels outside the image count as 0. Of equal peaks closer than the distance the first by y, then x, stays.',
  formula: 'value = maximum of the footprint, value > max(threshold_abs, threshold_rel · maximum)',
  group: 'features',
  inputs: { image: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and infinities are never a peak, never hide one, and are no smallest or largest pixel.',
  source: 'scikit-image 0.19 peak_local_max',
  shape: {
    kind: 'measure',
    scratchBytes: 16,
    compute({ values, inputs, frames, progress }) {
      const peaks = peakLocalMax(inputs['image']!, optionsOf(values), progress);
      return featureTable(peaks, frames['image']!, 'Pixel value');
    },
  },
  parameters: {
    min_distance: {
      kind: 'integer',
      title: 'Least distance',
      description: 'Of two peaks, the larger of their distances in x and in y.',
      unit: 'px',
      default: 1,
      min: 1,
      max: 100,
      peer: { library: 'scikit-image', name: 'min_distance' },
    },
    threshold: {
      kind: 'choice',
      title: 'Threshold',
      description: 'What peaks have to exceed.',
      default: 'minimum',
      options: [
        { value: 'minimum', title: 'the smallest pixel' },
        { value: 'absolute', title: 'a value' },
        { value: 'relative', title: 'a share of the largest pixel' },
        { value: 'both', title: 'the larger of value and share' },
      ],
    },
    threshold_abs: {
      kind: 'number',
      title: 'Value',
      description: 'In the unit of the image; used where the threshold is a value.',
      default: 0,
      peer: { library: 'scikit-image', name: 'threshold_abs' },
    },
    threshold_rel: {
      kind: 'number',
      title: 'Share',
      description: 'Of the largest pixel; used where the threshold is a share.',
      default: 0.5,
      min: 0,
      max: 1,
      peer: { library: 'scikit-image', name: 'threshold_rel' },
    },
    exclude_border: {
      kind: 'boolean',
      title: 'Leave out the border',
      description: 'No peaks within the least distance of the border.',
      default: true,
      peer: { library: 'scikit-image', name: 'exclude_border' },
    },
    num_peaks: {
      kind: 'integer',
      title: 'Most peaks',
      description: 'The highest so many; 0 for all.',
      default: 0,
      min: 0,
      max: 4_000_000,
      peer: { library: 'scikit-image', name: 'num_peaks' },
    },
    footprint: {
      kind: 'choice',
      title: 'Neighbourhood',
      description: 'Around each pixel, what it must not be exceeded by.',
      default: 'distance',
      options: [
        { value: 'distance', title: 'square of the least distance' },
        { value: 'square', title: 'square' },
        { value: 'disk', title: 'disk' },
        { value: 'cross', title: 'cross' },
      ],
      peer: { library: 'scikit-image', name: 'footprint' },
    },
    radius: {
      kind: 'integer',
      title: 'Radius',
      description: 'Of a square, disk or cross.',
      unit: 'px',
      default: 1,
      min: 1,
      max: 100,
    },
  },
  python(values) {
    const { thresholdAbs, thresholdRel, footprint } = optionsOf(values);
    const parts = [`min_distance=${String(values['min_distance'])}`];
    parts.push(`threshold_abs=${thresholdAbs ?? 'image[finite].min()'}`);
    if (thresholdRel !== null) parts.push(`threshold_rel=${thresholdRel}`);
    parts.push(`exclude_border=${values['exclude_border'] === true ? 'True' : 'False'}`);
    if (values['num_peaks'] !== 0) parts.push(`num_peaks=${String(values['num_peaks'])}`);
    const imports = ['import numpy as np', 'from skimage import feature'];
    if (footprint) {
      parts.push(`footprint=${PYTHON_FOOTPRINTS[footprint.name](footprint.radius)}`);
      if (footprint.name !== 'cross') imports[1] = 'from skimage import feature, morphology';
    }
    return {
      imports,
      lines: [
        'finite = np.isfinite(image)',
        `rows_columns = feature.peak_local_max(np.where(finite, image, -np.inf), ${parts.join(', ')})`,
        'result = np.column_stack([rows_columns[:, ::-1] + 1, image[tuple(rows_columns.T)]])  # x, y from 1, value',
      ],
    };
  },
};
