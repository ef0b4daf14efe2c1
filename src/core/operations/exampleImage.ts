import type { Operation } from './operation.ts';

/** The synthetic image of a worked example, made by the engine. */
export const exampleImage: Operation = {
  name: 'example-image',
  version: 1,
  title: 'Example image',
  summary: 'The synthetic image of a worked example.',
  inputs: {},
  output: 'image',
  pixelTypes: ['float64'],
  missing: 'there is none',
  shape: { kind: 'source' },
  parameters: {
    name: {
      kind: 'choice',
      title: 'Example',
      description: 'Which example.',
      default: 'dynamic-threshold',
      options: [
        { value: 'dynamic-threshold', title: 'Dynamic threshold' },
        { value: 'local-maxima', title: 'Local maxima' },
      ],
    },
  },
};
