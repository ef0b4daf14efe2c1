import {
  blurRows,
  placesOfMap,
  resampleInto,
  rowsOfMap,
  rowsToBlur,
  scaling,
  type Interpolation,
} from '../../geometry/index.ts';
import type { Frame } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { ParameterValues } from '../parameter.ts';
import { INTERPOLATION_MISSING, orderOf, orderParameter } from './interpolationParameters.ts';
import { mappedFrame, sourceOf } from './mapped.ts';

interface Plan {
  readonly width: number;
  readonly height: number;
  readonly sigmaX: number;
  readonly sigmaY: number;
  readonly interpolation: Interpolation;
}

function planOf(values: ParameterValues, image: Frame): Plan {
  const factor = values['scale'] as number;
  const width = roundedLength(image.width * factor);
  const height = roundedLength(image.height * factor);
  const blurred = values['anti_aliasing'] as boolean;
  return {
    width,
    height,
    sigmaX: blurred ? Math.max(0, (image.width / width - 1) / 2) : 0,
    sigmaY: blurred ? Math.max(0, (image.height / height - 1) / 2) : 0,
    interpolation: { order: orderOf(values), mode: 'mirror', cval: NaN },
  };
}

/** Rounded as NumPy rounds, halves to even numbers; at least one pixel. */
function roundedLength(length: number): number {
  const below = Math.floor(length);
  const rest = length - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 === 1);
  return Math.max(1, up ? below + 1 : below);
}

/** An image made larger or smaller by a factor. */
export const scale: Operation = {
  name: 'scale',
  version: 1,
  title: 'Scale',
  summary:
    'The image made larger or smaller by a factor, its edges on the edges of the result. Sky coordinates scale with it; ' +
    'pixel values stay what they are (to keep the sum, bin it).',
  formula: 'x + ½ = (X + ½) width / Width, for pixel X of the result, from 0',
  group: 'geometry',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: `${INTERPOLATION_MISSING} The blur against patterns leaves missing pixels out, the others making up for them.`,
  source: 'scikit-image 0.19 rescale with mode reflect and clip off',
  shape: {
    kind: 'geometric',
    frame(values, { image }) {
      const size = planOf(values, image!);
      return mappedFrame(image!, scaling(image!, size), size);
    },
    rows(values, { image }, y0, y1) {
      const plan = planOf(values, image!);
      const { width, interpolation } = plan;
      const rows = rowsOfMap(scaling(image!, plan), width, y0, y1, image!.height, interpolation);
      return rowsToBlur(rows, plan.sigmaY, image!.height);
    },
    compute(job) {
      const { values, y0, result } = job;
      const image = job.frames['image']!;
      const plan = planOf(values, image);
      const { sigmaX, sigmaY, interpolation } = plan;
      const map = scaling(image, plan);
      const rows = rowsOfMap(map, result.width, y0, y0 + result.rows, image.height, interpolation);
      const source = sourceOf(job);
      const smooth = sigmaX > 0 || sigmaY > 0 ? blurRows(source, rows, sigmaX, sigmaY) : source;
      resampleInto(result, y0, smooth, placesOfMap(map), interpolation);
    },
  },
  parameters: {
    scale: {
      kind: 'number',
      title: 'Factor',
      description: 'Pixels of the result for each pixel of the image, along x and along y.',
      default: 0.5,
      min: 0.01,
      max: 50,
      peer: { library: 'scikit-image', name: 'scale' },
    },
    order: orderParameter,
    anti_aliasing: {
      kind: 'boolean',
      title: 'Blur against patterns',
      description:
        'When the image becomes smaller, it is blurred first (sigma half the reduction less one half).',
      default: true,
      peer: { library: 'scikit-image', name: 'anti_aliasing' },
    },
  },
  python: (values) => ({
    imports: ['from skimage import transform'],
    lines: [
      `result = transform.rescale(image, ${String(values['scale'])}, order=${orderOf(values)}, mode='reflect', ` +
        `anti_aliasing=${values['anti_aliasing'] === true ? 'True' : 'False'}, clip=False, preserve_range=True)`,
    ],
  }),
};
