import type { Interpolation, SplineOrder } from '../../geometry/index.ts';
import type { ChoiceParameter, Parameters, ParameterValues } from '../parameter.ts';

/** How pixels between pixels are found. */
export const orderParameter: ChoiceParameter = {
  kind: 'choice',
  title: 'Interpolation',
  description: 'Degree of the spline through the pixels: 0 repeats the nearest one, 3 is the smoothest.',
  default: '1',
  options: [
    { value: '0', title: 'nearest pixel' },
    { value: '1', title: 'linear' },
    { value: '3', title: 'cubic spline' },
  ],
  peer: { library: 'scipy', name: 'order' },
};

const modeParameter: ChoiceParameter = {
  kind: 'choice',
  title: 'Outside',
  description: 'What stands where the result reaches beyond the outermost pixels of the image.',
  default: 'missing',
  options: [
    { value: 'missing', title: 'missing pixels' },
    { value: 'constant', title: 'a value' },
    { value: 'mirror', title: 'the image mirrored at its outermost pixels' },
    { value: 'reflect', title: 'the image mirrored at its edge' },
  ],
  peer: { library: 'scipy', name: 'mode' },
};

/** How pixels between pixels are found, and what stands beyond the border of the image; see `interpolationOf`. */
export const interpolationParameters: Parameters = {
  order: orderParameter,
  mode: modeParameter,
  cval: {
    kind: 'number',
    title: 'Value outside',
    description: 'The value outside the image, in the unit of the image; used where "Outside" is a value.',
    default: 0,
    only: ['mode', 'constant'],
    peer: { library: 'scipy', name: 'cval' },
  },
};

export function orderOf(values: ParameterValues): SplineOrder {
  return Number(values['order']) as SplineOrder;
}

export function interpolationOf(values: ParameterValues): Interpolation {
  const order = orderOf(values);
  const mode = values['mode'] as 'missing' | 'constant' | 'mirror' | 'reflect';
  return mode === 'missing'
    ? { order, mode: 'constant', cval: NaN }
    : { order, mode, cval: values['cval'] as number };
}

/** The same as arguments of SciPy's functions. */
export function interpolationArguments(values: ParameterValues): string {
  const { order, mode, cval } = interpolationOf(values);
  const beyond = mode === 'constant' ? `, cval=${Number.isNaN(cval) ? 'np.nan' : cval}` : '';
  return `order=${order}, mode='${mode}'${beyond}`;
}

export const INTERPOLATION_MISSING =
  'A result that a missing pixel would contribute to is missing: one of the nearest pixel, of 2 × 2 (linear) or of ' +
  '4 × 4 (cubic). The cubic spline itself is laid through the mean of what surrounds a missing pixel.';
