import { markSide } from '../../threshold/index.ts';
import type { Levels } from '../../threshold/index.ts';
import type { PrepareStep } from '../imageJobs.ts';
import type { Operation } from '../operation.ts';
import type { Parameters, ParameterValues, PeerName } from '../parameter.ts';
import { thresholdOfLevels, type LevelledPlane } from './levelSteps.ts';

/** What sets one method apart from the others. */
interface Method {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly source: string;
  /** The function of skimage.filters. */
  readonly peer: string;
}

interface HistogramMethod extends Method {
  readonly choose: (levels: Levels, values: ParameterValues) => number;
  /** What it takes besides the number of bins. */
  readonly parameters?: Parameters;
}

/** An operation that marks what exceeds one level, found in the whole image. */
export function globalThreshold(
  method: Method,
  parameters: Parameters,
  prepare: (values: ParameterValues, image: LevelledPlane) => PrepareStep,
): Operation {
  const { name, title, summary, formula, source, peer } = method;
  const options = Object.keys(parameters);
  return {
    name,
    version: 1,
    title,
    group: 'threshold',
    meaning: 'binary',
    resultType: () => 'float32',
    summary,
    formula,
    inputs: { image: 'image' },
    output: 'image',
    pixelTypes: ['float32', 'float64'],
    missing:
      'NaN and infinities are left out of the search. A NaN pixel gives 0, and an infinite one is above or below any ' +
      'level. A constant image has its value as threshold and nothing above it.',
    source,
    shape: {
      kind: 'local',
      halo: () => ({ x: 0, y: 0 }),
      prepare,
      compute: ({ inputs, facts, result }) =>
        markSide(result, inputs['image']!, facts['threshold'] as number, 'above'),
    },
    parameters,
    python: (values) => ({
      imports: ['import numpy as np', `from skimage.filters import ${peer}`],
      lines: [
        `threshold = ${peer}(${['image[np.isfinite(image)]', ...options.map((option) => `${option}=${String(values[option])}`)].join(', ')})`,
        'result = image > threshold',
      ],
    }),
  };
}

/** One of those that look at a histogram only. */
export function histogramThreshold(method: HistogramMethod): Operation {
  const peer: PeerName = { library: 'scikit-image', name: 'nbins' };
  const parameters: Parameters = {
    nbins: {
      kind: 'integer',
      title: 'Bins',
      description:
        'Equal bins between minimum and maximum. Images of whole numbers have a bin for each number instead, where these ' +
        'span no more than 1,048,576.',
      default: 256,
      min: 2,
      max: 65_536,
      peer,
    },
    ...method.parameters,
  };
  return globalThreshold(method, parameters, (values, image) =>
    thresholdOfLevels(image, values['nbins'] as number, (levels) => method.choose(levels, values)),
  );
}
