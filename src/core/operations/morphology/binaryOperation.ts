import type { Connectivity } from '../../morphology/index.ts';
import type { WholeImage } from '../../strips/index.ts';
import type { Operation } from '../operation.ts';
import type { ChoiceParameter, ParameterValues } from '../parameter.ts';

/** What every operation on binary images says of pixels that are neither 0 nor 1. */
const ON_RULE = 'A pixel is on where it is finite and above 0.';

/** What each operation on a whole binary image has to say for itself. */
type Words = Required<Pick<Operation, 'name' | 'title' | 'summary' | 'source' | 'python' | 'parameters'>> &
  Pick<Operation, 'formula' | 'meaning' | 'resultType'> & {
    readonly missing?: string;
    readonly scratchBytes: number;
    compute(image: WholeImage, values: ParameterValues, progress: (share: number) => void): WholeImage;
  };

/** An operation on a whole image of which it only matters what is on; gives a binary image unless `meaning` says else. */
export function binaryOperation({ scratchBytes, compute, summary, missing, ...words }: Words): Operation {
  return {
    version: 1,
    group: 'morphology',
    inputs: { image: 'image' },
    output: 'image',
    pixelTypes: ['float32', 'float64'],
    meaning: 'binary',
    missing: missing ?? 'NaN and infinities are off, and give 0',
    ...words,
    summary: `${summary} ${ON_RULE}`,
    shape: {
      kind: 'global',
      scratchBytes,
      compute: ({ inputs, values, progress }) => compute(inputs['image']!, values, progress),
    },
  };
}

/** Python that makes a boolean image `on`, as all of these operations see it. */
export const PYTHON_ON = 'on = np.isfinite(image) & (image > 0)';

export function connectivityParameter(description: string, initial: Connectivity): ChoiceParameter {
  return {
    kind: 'choice',
    title: 'Connectivity',
    description,
    default: String(initial),
    options: [
      { value: '1', title: '1 (sides)' },
      { value: '2', title: '2 (sides and corners)' },
    ],
    peer: { library: 'scikit-image', name: 'connectivity' },
  };
}

export function connectivityOf(values: ParameterValues): Connectivity {
  return values['connectivity'] === '1' ? 1 : 2;
}
