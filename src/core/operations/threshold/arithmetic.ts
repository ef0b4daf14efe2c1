import type { Strip, StripResult } from '../../strips/index.ts';
import type { LocalJob } from '../imageJobs.ts';
import type { LocalShape, Operation } from '../operation.ts';

type Combine = (a: number, b: number) => number;

function pixelwise(compute: (job: LocalJob) => void): LocalShape {
  return { kind: 'local', halo: () => ({ x: 0, y: 0 }), compute };
}

/** What can be done with two pixels; a division by 0 has no result. */
const WAYS: Readonly<
  Record<string, { readonly title: string; readonly combine: Combine; readonly python: string }>
> = {
  subtract: {
    title: 'difference: image − other',
    combine: (a, b) => a - b,
    python: 'image - other',
  },
  add: { title: 'sum: image + other', combine: (a, b) => a + b, python: 'image + other' },
  multiply: {
    title: 'product: image × other',
    combine: (a, b) => a * b,
    python: 'image * other',
  },
  divide: {
    title: 'ratio: image ∕ other',
    combine: (a, b) => (b === 0 ? NaN : a / b),
    python: 'np.where(other == 0, np.nan, image / other)',
  },
  'ratio-difference': {
    title: 'relative difference: (image − other) ∕ (image + other)',
    combine: (a, b) => (a + b === 0 ? NaN : (a - b) / (a + b)),
    python: 'np.where(image + other == 0, np.nan, (image - other) / (image + other))',
  },
};

/** Two images combined pixel by pixel. */
export const arithmetic: Operation = {
  name: 'arithmetic',
  version: 1,
  title: 'Arithmetic',
  group: 'arithmetic',
  summary: 'Combines two images of the same size pixel by pixel.',
  formula: 'image − other, image + other, image × other, image ∕ other, (image − other) ∕ (image + other)',
  inputs: { image: 'image', other: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing:
    'Where either pixel is NaN the result is NaN, and so is a division by 0. What is too large for the pixel type is ' +
    'infinite. Computed in double precision.',
  source: 'plain definition',
  shape: pixelwise(({ inputs, values, result }) => {
    const { combine } = WAYS[values['way'] as string]!;
    combineInto(result, inputs['image']!, inputs['other']!, combine);
  }),
  parameters: {
    way: {
      kind: 'choice',
      title: 'Way',
      description: 'What is done with the two pixels.',
      default: 'subtract',
      options: Object.entries(WAYS).map(([value, { title }]) => ({ value, title })),
    },
  },
  python: (values) => ({
    imports: ['import numpy as np'],
    lines: [
      "with np.errstate(divide='ignore', invalid='ignore'):",
      `    result = ${WAYS[values['way'] as string]!.python}`,
    ],
  }),
};

/** On becomes off. */
export const invertBinary: Operation = {
  name: 'invert-binary',
  version: 1,
  title: 'Invert',
  group: 'arithmetic',
  meaning: 'binary',
  resultType: () => 'float32',
  summary: 'Turns a binary image round: what was on is off, what was off is on.',
  formula: 'on where value = 0',
  inputs: { image: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'A NaN pixel gives 0: it is neither on nor off.',
  source: 'plain definition',
  shape: pixelwise(({ inputs, result }) =>
    combineInto(result, inputs['image']!, inputs['image']!, (a) => (a === 0 ? 1 : 0)),
  ),
  parameters: {},
  python: () => ({ imports: [], lines: ['result = image == 0'] }),
};

/** An image where another is on. */
export const maskWith: Operation = {
  name: 'mask-with',
  version: 1,
  title: 'Keep where on',
  group: 'arithmetic',
  summary: 'Keeps the pixels of an image where a binary image is on; the others go missing.',
  formula: 'image where other ≠ 0, NaN elsewhere',
  inputs: { image: 'image', other: 'image' },
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: 'Missing pixels stay NaN; a missing pixel of the binary image counts as off.',
  source: 'plain definition',
  shape: pixelwise(({ inputs, result }) =>
    combineInto(result, inputs['image']!, inputs['other']!, (a, b) => (b === b && b !== 0 ? a : NaN)),
  ),
  parameters: {},
  python: () => ({
    imports: ['import numpy as np'],
    lines: ['result = np.where(np.nan_to_num(other) != 0, image, np.nan)'],
  }),
};

function combineInto(result: StripResult, image: Strip, other: Strip, combine: Combine): void {
  const { pixels } = result;
  const a = image.pixels;
  const b = other.pixels;
  for (let i = 0; i < pixels.length; i++) pixels[i] = combine(a[i], b[i]);
}
