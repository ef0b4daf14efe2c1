import { medianStrip } from '../../filter/index.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { borderArguments, borderOf, borderParameters } from '../border.ts';

/** The side of the square, which has a middle. */
function sideOf(values: ParameterValues): number {
  return 2 * Math.floor((values['size'] as number) / 2) + 1;
}

/** Median of a square. */
export const median: Operation = {
  name: 'median',
  version: 1,
  group: 'filter',
  title: 'Median filter',
  summary:
    'Each pixel becomes the middle value of the square around it: hot pixels and cosmic rays go, edges stay.',
  formula: 'r = median of the size × size values around the pixel',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN is left out of the medians of other pixels (of an even number of values the mean of the middle two) and stays NaN; ' +
    'infinities are values.',
  source: 'scipy.ndimage.median_filter; Huang, Yang & Tang, 1979, for large squares',
  shape: {
    kind: 'local',
    halo: (values) => ({ x: (sideOf(values) - 1) / 2, y: (sideOf(values) - 1) / 2 }),
    border: borderOf,
    compute: ({ values, inputs, result, kernels, poll }) =>
      medianStrip(inputs['image']!, result, { size: sideOf(values) }, kernels, poll),
  },
  parameters: {
    size: {
      kind: 'integer',
      title: 'Size',
      description: 'Side of the square; an even one is taken one larger, so that the square has a middle.',
      unit: 'px',
      min: 1,
      max: 501,
      default: 3,
      peer: { library: 'scipy', name: 'size' },
    },
    ...borderParameters(),
  },
  python: (values) => ({
    imports: ['from scipy import ndimage'],
    lines: [`result = ndimage.median_filter(image, size=${sideOf(values)}, ${borderArguments(values)})`],
  }),
};
