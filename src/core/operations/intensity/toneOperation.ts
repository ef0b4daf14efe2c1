import { AppError } from '../../errors/index.ts';
import { toneCurveInto, type ToneCurve } from '../../intensity/index.ts';
import type { LocalShape, Operation } from '../operation.ts';
import type { BooleanParameter, NumberParameter, ParameterValues } from '../parameter.ts';
import { statisticsFacts, statisticsStep } from './imageStatisticsStep.ts';

const RANGE =
  'Made for values of 0 … 1: the image is brought there by its own extremes first, unless that is switched off; ' +
  'then values above 1 follow the same formula and values below 0 are refused.';

const normaliseParameter: BooleanParameter = {
  kind: 'boolean',
  title: 'Normalise',
  description:
    'Bring the image to 0 … 1 by its smallest and largest value first. Off takes the values as they are, as scikit-image does.',
  default: true,
};

/** What is said of one of the curves: what `formula` calls i is the value after normalising. */
interface ToneWords {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly source: string;
  /** What an error calls the curve. */
  readonly subject: string;
  readonly parameters: Readonly<Record<string, NumberParameter | BooleanParameter>>;
  readonly curve: (values: ParameterValues) => ToneCurve;
  /** The function of skimage.exposure, which takes the parameters by the same names. */
  readonly python: string;
}

/** An operation that puts each pixel through a curve, after bringing the image to 0 … 1 unless told not to.
 *
 * Errors: `bad-argument` for values below 0 that are not normalised. */
export function toneOperation(words: ToneWords): Operation {
  const { name, title, source, parameters } = words;
  return {
    name,
    version: 1,
    group: 'intensity',
    title,
    summary: `${words.summary} ${RANGE}`,
    formula: `${words.formula}, i = (v − min) / (max − min), or v itself without normalise; 0 for a constant image`,
    inputs: { image: 'image' },
    output: 'image',
    pixelTypes: ['float32', 'float64'],
    missing: 'NaN and infinities stay what they are and do not count for the extremes.',
    source,
    shape: toneShape(words.subject, words.curve),
    parameters: { ...parameters, normalise: normaliseParameter },
    python: (values) => {
      const { imports, lines, variable } = toneInput(values);
      const given = Object.keys(parameters).map((key) => `, ${key}=${pythonValue(values[key])}`);
      return {
        imports: [...imports, 'from skimage import exposure'],
        lines: [...lines, `result = exposure.${words.python}(${variable}${given.join('')})`],
      };
    },
  };
}

function pythonValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return String(value);
}

function toneShape(name: string, curve: (values: ParameterValues) => ToneCurve): LocalShape {
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
function toneInput(values: ParameterValues): { imports: string[]; lines: string[]; variable: string } {
  if (values['normalise'] !== true) return { imports: [], lines: [], variable: 'image' };
  return {
    imports: ['import numpy as np'],
    lines: ['low, high = np.nanmin(image), np.nanmax(image)', 'scaled = (image - low) / (high - low)'],
    variable: 'scaled',
  };
}
