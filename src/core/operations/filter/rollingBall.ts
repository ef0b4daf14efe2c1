import { rollingBallInto } from '../../background/index.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';

function haloOf(values: ParameterValues): number {
  return Math.ceil(values['radius'] as number);
}

/** Background under a ball rolled below the image. */
export const rollingBall: Operation = {
  name: 'rolling-ball',
  version: 1,
  group: 'filter',
  title: 'Rolling-ball background',
  summary:
    'A ball rolls along the underside of the image; what it cannot reach into are objects, its surface is the background. ' +
    'The height of the ball is counted in the unit of the image, so the result depends on that unit. Sensitive to low outliers.',
  formula: 'b = min over the disc of v + radius − √(radius² − d²);  r = v − b',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'NaN and infinities are left out. The background is given at missing pixels too (NaN where no pixel of the disc is finite); ' +
    'the subtracted image keeps them.',
  source: 'Sternberg, 1983, Computer 16, 22; scikit-image rolling_ball.',
  shape: {
    kind: 'local',
    halo: (values) => ({ x: haloOf(values), y: haloOf(values) }),
    border: () => ({ mode: 'constant', cval: Infinity }),
    compute: ({ values, inputs, result, kernels, poll }) =>
      rollingBallInto(
        result,
        inputs['image']!,
        { radius: values['radius'] as number, subtract: values['gives'] === 'subtracted' },
        kernels,
        poll,
      ),
  },
  parameters: {
    radius: {
      kind: 'number',
      title: 'Radius',
      description: 'Of the ball: larger than the largest object.',
      unit: 'px',
      min: 1,
      max: 1000,
      default: 100,
      peer: { library: 'scikit-image', name: 'radius' },
    },
    gives: {
      kind: 'choice',
      title: 'Result',
      description: 'The background, or the image minus it.',
      default: 'subtracted',
      options: [
        { value: 'subtracted', title: 'image − background' },
        { value: 'background', title: 'background' },
      ],
    },
  },
  python: (values) => ({
    imports: ['from skimage import restoration'],
    lines: [
      `background = restoration.rolling_ball(image, radius=${values['radius'] as number})`,
      values['gives'] === 'subtracted' ? 'result = image - background' : 'result = background',
    ],
  }),
};
