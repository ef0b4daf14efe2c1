import { AppError } from '../../errors/index.ts';
import { toneCurveInto, type ToneCurve } from '../../intensity/index.ts';
import type { LocalShape } from '../operation.ts';
import type { BooleanParameter, ParameterValues } from '../parameter.ts';
import { statisticsFacts, statisticsStep } from './imageStatisticsStep.ts';

/** What gamma, logarithm and sigmoid say of the values they take. */
export const TONE_RANGE =
  'Made for values of 0 … 1: the image is brought there by its own extremes first, unless that is switched off; ' +
  'then values above 1 follow the same formula and values below 0 are refused.';

export const TONE_MISSING = 'NaN and infinities stay what they are and do not count for the extremes.';

/** The words of the formula that the three share. */
export const TONE_SCALE =
  'i = (v − min) / (max − min), or v itself without normalise; 0 for a constant image';

export const normaliseParameter: BooleanParameter = {
  kind: 'boolean',
  title: 'Normalise',
  description:
    'Bring the image to 0 … 1 by its smallest and largest value first. Off takes the values as they are, as scikit-image does.',
  default: true,
};

/** The shape of an operation that puts each pixel through a curve.
 *
 * Errors: `bad-argument` for values below 0 that are not normalised. */
export function toneShape(name: string, curve: (values: ParameterValues) => ToneCurve): LocalShape {
  return {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    prepare: (values) =>
      statisticsStep(({ min, max, std }) => {
        if (values['normalise'] === false && min < 0)
          throw new AppError(
            'bad-argument',
            `${name} takes values of 0 or more; the image goes down to ${min}.`,
            {
              remedy: 'Switch normalise on, or rescale the image first.',
              details: { min },
            },
          );
        return { done: true, facts: { min, max, std } };
      }),
    compute: ({ values, facts, inputs, result }) => {
      const { min, max } = statisticsFacts(facts);
      const range = values['normalise'] === true ? { low: min, high: max } : { low: 0, high: 1 };
      toneCurveInto(result, inputs['image']!, range, curve(values));
    },
  };
}

/** The lines of Python that bring `image` to what the curve takes, leaving it in a variable of that name. */
export function toneInput(values: ParameterValues): { imports: string[]; lines: string[]; variable: string } {
  if (values['normalise'] !== true) return { imports: [], lines: [], variable: 'image' };
  return {
    imports: ['import numpy as np'],
    lines: ['low, high = np.nanmin(image), np.nanmax(image)', 'scaled = (image - low) / (high - low)'],
    variable: 'scaled',
  };
}
