import type { ExtendMode } from '../strips/index.ts';
import type { ChoiceParameter, NumberParameter, ParameterValues, PeerName } from './parameter.ts';

/** How the image goes on beyond its border; `from` is the default, and the names are those of the library. */
export function borderParameters(
  from: ExtendMode = 'reflect',
  library: PeerName['library'] = 'scipy',
): {
  readonly mode: ChoiceParameter;
  readonly cval: NumberParameter;
} {
  return {
    mode: {
      kind: 'choice',
      title: 'Border',
      description: "How the image goes on beyond its border, by SciPy's names.",
      default: from,
      options: [
        { value: 'reflect', title: 'reflect (d c b a | a b c d)' },
        { value: 'mirror', title: 'mirror (d c b | a b c d)' },
        { value: 'nearest', title: 'nearest (a a a | a b c d)' },
        { value: 'wrap', title: 'wrap (b c d | a b c d)' },
        { value: 'constant', title: 'constant value' },
      ],
      peer: { library, name: 'mode' },
    },
    cval: {
      kind: 'number',
      title: 'Border value',
      description: 'Value beyond the border where it is constant.',
      default: 0,
      only: ['mode', 'constant'],
      peer: { library, name: 'cval' },
    },
  };
}

/** For the shape of an operation with those parameters. */
export function borderOf(values: ParameterValues): { readonly mode: ExtendMode; readonly cval: number } {
  return { mode: values['mode'] as ExtendMode, cval: values['cval'] as number };
}

/** The same as arguments of a call in Python. */
export function borderArguments(values: ParameterValues): string {
  const { mode, cval } = borderOf(values);
  return mode === 'constant' ? `mode='constant', cval=${cval}` : `mode='${mode}'`;
}

/** The lines of Python in which a filter of SciPy takes its means over the finite pixels, and leaves the others as they are;
 * `rest` are its arguments, those of the border last. */
export function meansOfFinite(filter: string, rest: string): string[] {
  return [
    'finite = np.isfinite(image)',
    `blurred = ndimage.${filter}(np.where(finite, image, 0), ${rest})`,
    `share = ndimage.${filter}(finite.astype(float), ${rest.replace(/cval=[^,)]+$/, 'cval=1')})`,
    'result = np.where(finite, blurred / np.where(finite, share, 1), image)',
  ];
}
