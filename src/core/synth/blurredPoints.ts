import { gaussianFilter } from '../filter/index.ts';
import type { Parameters, ParameterValues } from '../operations/index.ts';
import { integerColumn } from '../table/index.ts';
import { createRandomState } from './randomState.ts';
import { lengthParameter, seedParameter, type SynthImage } from './recipe.ts';

/** Parameters of the images made of blurred points on a background. */
export function pointParameters(standard: { seed: number; width: number; height: number }): Parameters {
  return {
    seed: seedParameter(standard.seed),
    width: lengthParameter('Width', standard.width, 2),
    height: lengthParameter('Height', standard.height, 2),
    points: {
      kind: 'integer',
      title: 'Points',
      description: 'How many points are drawn.',
      default: 20,
      min: 1,
      max: 1_000_000,
    },
    sigma: {
      kind: 'number',
      title: 'Sigma',
      description: 'Standard deviation of the Gaussian that blurs the points.',
      unit: 'pixel',
      default: 3,
      min: 0,
      max: 100,
      peer: { library: 'scipy', name: 'sigma' },
    },
  };
}

/** Points at random whole pixels, blurred, on a background: background / maximum + points / maximum, divided by its
 * maximum.
 *
 * Method: rows of all points are drawn first, then their columns (uniform, cut to whole numbers); points of equal place
 *         count once; the background is the sum of a profile along y and one along x.
 * Shape:  width × height doubles; the truth has a row per point drawn, in that order.
 * Cost:   O(pixels × sigma).
 * Source: the chapter's examples 1 and 2.
 * Checked against: NumPy and SciPy, group seed of the reference data, rtol 1e-14 (their exponential, sine and cosine
 *         may differ in the last bit). */
export function blurredPoints(
  name: string,
  values: ParameterValues,
  backgroundY: Float64Array,
  backgroundX: Float64Array,
): SynthImage {
  const { seed, width, height, points, sigma } = values as Record<string, number>;
  const random = createRandomState(seed);
  const rows = Int32Array.from({ length: points }, () => random.uniform(0, height));
  const columns = Int32Array.from({ length: points }, () => random.uniform(0, width));

  const impulses = new Float64Array(width * height);
  for (let i = 0; i < points; i++) impulses[rows[i] * width + columns[i]] = 5;
  const data = gaussianFilter({ data: impulses, width, height }, sigma);
  const pointMaximum = maximumOf(data);
  const background = impulses;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) background[y * width + x] = backgroundY[y] + backgroundX[x];
  const backgroundMaximum = maximumOf(background);
  for (let i = 0; i < data.length; i++) data[i] = background[i] / backgroundMaximum + data[i] / pointMaximum;
  const maximum = maximumOf(data);
  for (let i = 0; i < data.length; i++) data[i] /= maximum;

  return {
    kind: 'image',
    width,
    height,
    data,
    cards: [
      { keyword: 'SYNTH', value: name, comment: 'recipe of this synthetic image' },
      { keyword: 'SEED', value: seed, comment: 'seed of the random numbers' },
      { keyword: 'NPOINTS', value: points, comment: 'points drawn' },
      { keyword: 'SIGMA', value: sigma, comment: '[pixel] blur of the points' },
    ],
    truth: {
      kind: 'table',
      columns: [
        integerColumn('x', columns.map(onePixelOn), 'pix', '', 'pos.cartesian.x'),
        integerColumn('y', rows.map(onePixelOn), 'pix', '', 'pos.cartesian.y'),
      ],
      rows: points,
      facts: {},
    },
  };
}

/** `count` values from `start` to `stop`, both included, as `np.mgrid[start:stop:count*1j]` rounds them. */
export function gridSteps(start: number, stop: number, count: number): Float64Array {
  const step = (stop - start) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => i * step + start);
}

function onePixelOn(index: number): number {
  return index + 1;
}

function maximumOf(values: Float64Array): number {
  let maximum = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] > maximum) maximum = values[i];
  return maximum;
}
