import { flipping, flipRowsInto, rowsToFlip, type Flip } from '../../geometry/index.ts';
import type { Operation } from '../operation.ts';
import { mappedFrame, sourceOf } from './mapped.ts';

const PYTHON: Readonly<Record<Flip, string>> = {
  x: 'result = np.fliplr(image)',
  y: 'result = np.flipud(image)',
  both: 'result = image[::-1, ::-1]',
  transpose: 'result = image.T',
};

/** An image turned over. */
export const flip: Operation = {
  name: 'flip',
  version: 1,
  title: 'Flip',
  summary:
    'The image turned over: left to right, upside down, both, or with x and y exchanged. Sky coordinates are carried along.',
  formula: 'x: image(w − 1 − X, Y); y: image(X, h − 1 − Y); transpose: image(Y, X), pixels from 0',
  group: 'geometry',
  meaning: 'kept',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'kept, each pixel at its new place',
  source: 'NumPy fliplr, flipud, transpose',
  shape: {
    kind: 'geometric',
    frame(values, { image }) {
      const way = values['axis'] as Flip;
      const { width, height } = image!;
      const size = way === 'transpose' ? { width: height, height: width } : { width, height };
      return mappedFrame(image!, flipping(image!, way), size);
    },
    rows: (values, { image }, y0, y1) => rowsToFlip(image!.height, values['axis'] as Flip, y0, y1),
    compute(job) {
      flipRowsInto(job.result, job.y0, sourceOf(job), job.values['axis'] as Flip);
    },
  },
  parameters: {
    axis: {
      kind: 'choice',
      title: 'Way',
      description: 'How the image is turned over.',
      default: 'x',
      options: [
        { value: 'x', title: 'left to right' },
        { value: 'y', title: 'upside down' },
        { value: 'both', title: 'both (half a turn)' },
        { value: 'transpose', title: 'x and y exchanged' },
      ],
      peer: { library: 'numpy', name: 'axis' },
    },
  },
  python: (values) => ({
    imports: values['axis'] === 'x' || values['axis'] === 'y' ? ['import numpy as np'] : [],
    lines: [PYTHON[values['axis'] as Flip]],
  }),
};
