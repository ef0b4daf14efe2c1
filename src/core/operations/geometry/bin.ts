import { AppError } from '../../errors/index.ts';
import { binRowsInto, scaling, type BinStatistic } from '../../geometry/index.ts';
import type { Frame } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { NumberParameter, ParameterValues } from '../parameter.ts';
import { mappedFrame, sourceOf } from './mapped.ts';

function blockParameter(title: string, along: string): NumberParameter {
  return {
    kind: 'integer',
    title,
    description: `How many pixels along ${along} become one; what is left over at the far border is left out.`,
    unit: 'px',
    default: 2,
    min: 1,
    max: 1000,
    peer: { library: 'scikit-image', name: 'block_size' },
  };
}

interface Plan {
  readonly block: { readonly width: number; readonly height: number };
  readonly size: { readonly width: number; readonly height: number };
}

function planOf(values: ParameterValues, image: Frame): Plan {
  const block = { width: values['block_width'] as number, height: values['block_height'] as number };
  const size = {
    width: Math.floor(image.width / block.width),
    height: Math.floor(image.height / block.height),
  };
  if (size.width === 0 || size.height === 0)
    throw new AppError(
      'bad-argument',
      `Blocks of ${block.width} × ${block.height} pixels do not fit into an image of ${image.width} × ${image.height}.`,
      { remedy: `Choose blocks of at most ${image.width} × ${image.height} pixels.` },
    );
  return { block, size };
}

/** Blocks of pixels put into one. */
export const bin: Operation = {
  name: 'bin',
  version: 1,
  title: 'Bin',
  summary: 'Every block of pixels becomes one: their mean, sum or median. Sky coordinates are carried along.',
  formula: 'result(X, Y) = statistic of image(nX … nX + n − 1, mY … mY + m − 1), pixels from 0',
  group: 'geometry',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'Missing pixels are left out of their block (a sum is that of the others); a block without any other is missing.',
  source: 'NumPy nanmean, nansum and nanmedian over blocks',
  shape: {
    kind: 'geometric',
    frame(values, { image }) {
      const { block, size } = planOf(values, image!);
      const covered = { width: size.width * block.width, height: size.height * block.height };
      return mappedFrame(image!, scaling(covered, size), size);
    },
    rows(values, _frames, y0, y1) {
      const height = values['block_height'] as number;
      return { y0: y0 * height, y1: y1 * height };
    },
    compute(job) {
      const { block } = planOf(job.values, job.frames['image']!);
      binRowsInto(job.result, job.y0, sourceOf(job), block, job.values['func'] as BinStatistic);
    },
  },
  parameters: {
    block_width: blockParameter('Columns', 'x'),
    block_height: blockParameter('Rows', 'y'),
    func: {
      kind: 'choice',
      title: 'Statistic',
      description: 'What becomes of the pixels of a block.',
      default: 'mean',
      options: [
        { value: 'mean', title: 'mean' },
        { value: 'sum', title: 'sum' },
        { value: 'median', title: 'median' },
      ],
      peer: { library: 'scikit-image', name: 'func' },
    },
  },
  python(values) {
    const width = String(values['block_width']);
    const height = String(values['block_height']);
    return {
      imports: ['import numpy as np'],
      lines: [
        `rows, columns = image.shape[0] // ${height}, image.shape[1] // ${width}`,
        `blocks = image[:rows * ${height}, :columns * ${width}].reshape(rows, ${height}, columns, ${width})`,
        'blocks = blocks.swapaxes(1, 2).reshape(rows, columns, -1)',
        `result = np.where(np.isnan(blocks).all(axis=2), np.nan, np.nan${String(values['func'])}(blocks, axis=2))`,
      ],
    };
  },
};
