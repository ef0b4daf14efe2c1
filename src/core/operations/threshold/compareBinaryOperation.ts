import type { Column } from '../../table/index.ts';
import { compareBinary } from '../../threshold/index.ts';
import type { Operation } from '../operation.ts';

/** How much two binary images agree. */
export const compareBinaryOperation: Operation = {
  name: 'compare-binary',
  version: 1,
  title: 'Compare binary images',
  group: 'measure',
  summary: 'Counts the pixels that are on in one binary image, in another, in both and in either of them.',
  formula: 'iou = both ∕ either; differing = either − both',
  inputs: { image: 'image', other: 'image' },
  output: 'table',
  pixelTypes: ['float32', 'float64'],
  missing: 'NaN and 0 are off; every other value is on. iou is missing where neither image has a pixel on.',
  source: 'Jaccard 1901, Bull. Soc. Vaud. Sci. Nat. 37, 547',
  shape: {
    kind: 'measure',
    scratchBytes: 0,
    compute({ inputs }) {
      const found = compareBinary(inputs['image']!, inputs['other']!);
      return {
        columns: [
          countColumn('pixels', found.pixels, 'Pixels of each image'),
          countColumn('on', found.on, 'Pixels on in the image'),
          countColumn('on_other', found.onOther, 'Pixels on in the other image'),
          countColumn('both', found.both, 'Pixels on in both'),
          countColumn('either', found.either, 'Pixels on in at least one'),
          countColumn('differing', found.differing, 'Pixels on in exactly one'),
          {
            info: column('iou', 'float64', '', 'Intersection over union: both / either'),
            data: { type: 'float64', values: Float64Array.of(found.iou) },
          },
        ],
      };
    },
  },
  parameters: {},
  python: () => ({
    imports: ['import numpy as np'],
    lines: [
      'a, b = (np.nan_to_num(image) != 0), (np.nan_to_num(other) != 0)',
      'both, either = (a & b).sum(), (a | b).sum()',
      "result = {'pixels': a.size, 'on': a.sum(), 'on_other': b.sum(), 'both': both, 'either': either, " +
        "'differing': either - both, 'iou': both / either}",
    ],
  }),
};

function countColumn(name: string, count: number, description: string): Column {
  return {
    info: column(name, 'int64', 'pixel', description),
    data: { type: 'int64', values: BigInt64Array.of(BigInt(count)), missing: null },
  };
}

function column(name: string, type: 'int64' | 'float64', unit: string, description: string): Column['info'] {
  return { name, type, unit, ucd: '', description };
}
