import type { Operation } from './operation.ts';

/** A plane of an image in a file; which file is told by the step's source record. */
export const source: Operation = {
  name: 'source',
  version: 1,
  title: 'Image',
  summary: 'A plane of an image HDU of a file, in physical values: BZERO + BSCALE × stored.',
  formula: 'physical = BZERO + BSCALE × stored',
  inputs: {},
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'BLANK becomes NaN; NaN and infinities are kept.',
  shape: { kind: 'source' },
  parameters: {
    hdu: {
      kind: 'integer',
      title: 'HDU',
      description: 'The header-data unit, counted from 0.',
      default: 0,
      min: 0,
    },
    plane: {
      kind: 'integer',
      title: 'Plane',
      description: 'The plane of a cube, counted from 1; all axes after the second run together.',
      default: 1,
      min: 1,
    },
  },
};
