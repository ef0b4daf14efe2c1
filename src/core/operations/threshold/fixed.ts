import { markSide } from '../../threshold/index.ts';
import type { Operation } from '../operation.ts';

/** A level chosen by hand. */
export const fixed: Operation = {
  name: 'fixed',
  version: 1,
  title: 'Fixed level',
  group: 'threshold',
  meaning: 'binary',
  resultType: () => 'float32',
  summary: 'Marks what is above, or below, a level of your choice.',
  formula: 'on where value > level, or value < level',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'A NaN pixel gives 0, and an infinite one is above or below any level.',
  source: 'plain definition',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    prepare: (values) => ({ done: true, facts: { threshold: values['level'] } }),
    compute: ({ inputs, values, result }) =>
      markSide(
        result,
        inputs['image']!,
        values['level'] as number,
        values['side'] === 'below' ? 'below' : 'above',
      ),
  },
  parameters: {
    level: { kind: 'number', title: 'Level', description: 'In the unit of the image.', default: 0 },
    side: {
      kind: 'choice',
      title: 'Side',
      description: 'Which pixels are marked; those equal to the level are not.',
      default: 'above',
      options: [
        { value: 'above', title: 'above the level' },
        { value: 'below', title: 'below the level' },
      ],
    },
  },
  python: (values) => ({
    imports: [],
    lines: [`result = image ${values['side'] === 'below' ? '<' : '>'} ${String(values['level'])}`],
  }),
};
