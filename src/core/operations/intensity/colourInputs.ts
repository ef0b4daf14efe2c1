import type { ColourStrips } from '../../colour/index.ts';
import type { LocalJob } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';

/** The three images of a colour picture; the first input of every operation is called `image`. */
export const COLOUR_INPUTS: Operation['inputs'] = { image: 'image', green: 'image', blue: 'image' };

export const COLOUR_RANGE =
  'Takes three images of the same size, of which `image` is red, with values of 0 … 1; others follow the same formula.';

export const COLOUR_MISSING = 'NaN where one of the three is NaN or infinite.';

export function colourStrips({ inputs }: LocalJob): ColourStrips {
  return { red: inputs['image']!, green: inputs['green']!, blue: inputs['blue']! };
}

/** The line of Python that makes `rgb` of the three. */
export const COLOUR_STACK = 'rgb = np.stack([image, green, blue], axis=-1)';
