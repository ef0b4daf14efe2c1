import {
  FOOTPRINTS,
  morphologyHalo,
  morphologyStrip,
  type Footprint,
  type MorphologyKind,
} from '../../morphology/index.ts';
import type { Operation, PythonCode } from '../operation.ts';
import type { Parameters, ParameterValues } from '../parameter.ts';

const footprintParameters: Parameters = {
  footprint: {
    kind: 'choice',
    title: 'Footprint',
    description: 'Which pixels around one are looked at.',
    default: 'square',
    options: FOOTPRINTS.map((value) => ({ value, title: value })),
    peer: { library: 'scikit-image', name: 'footprint' },
  },
  radius: {
    kind: 'integer',
    title: 'Radius',
    description: 'From the middle pixel to the outermost: a square of radius 7 is 15 pixels wide.',
    unit: 'px',
    default: 1,
    min: 1,
    max: 250,
    peer: { library: 'scikit-image', name: 'radius' },
  },
};

/** An operation made of erosions and dilations; `lines` are its Python, `footprint` being a variable in it. Without differences
 * its values are among those of its input, whose meaning is `kept` then. */
export function footprintOperation(words: {
  readonly kind: MorphologyKind;
  readonly title: string;
  readonly summary: string;
  readonly formula: string;
  readonly lines: readonly string[];
  readonly meaning?: 'kept';
}): Operation {
  const { kind, lines, ...texts } = words;
  return {
    name: kind,
    version: 1,
    group: 'morphology',
    ...texts,
    inputs: { image: 'image' },
    output: 'image',
    pixelTypes: ['float32', 'float64'],
    missing:
      'a missing pixel is left out of the neighbourhoods of others, as pixels beyond the border are, and stays missing',
    source: `scikit-image 0.19, ${PEERS[kind]}`,
    parameters: footprintParameters,
    shape: {
      kind: 'local',
      halo({ radius }) {
        const halo = morphologyHalo({ kind, radius: radius as number });
        return { x: halo, y: halo };
      },
      // Beyond the border is missing: with the pixel's own place, the step in between needs that too.
      border: () => ({ mode: 'constant', cval: Number.NaN }),
      compute({ inputs, result, kernels, values }) {
        const { footprint, radius } = values;
        const options = { kind, footprint: footprint as Footprint, radius: radius as number };
        morphologyStrip(inputs['image']!, result, options, kernels);
      },
    },
    python: (values) => pythonOf(values, lines),
  };
}

const PEERS: Readonly<Record<MorphologyKind, string>> = {
  erosion: 'morphology.erosion',
  dilation: 'morphology.dilation',
  opening: 'morphology.opening',
  closing: 'morphology.closing',
  'white-top-hat': 'morphology.white_tophat',
  'black-top-hat': 'morphology.black_tophat',
  'morphological-gradient': 'morphology.dilation less morphology.erosion',
};

function pythonOf({ footprint, radius }: ParameterValues, lines: readonly string[]): PythonCode {
  const r = String(radius);
  const footprints: Readonly<Record<Footprint, readonly string[]>> = {
    square: [`footprint = morphology.square(${2 * Number(r) + 1})`],
    disk: [`footprint = morphology.disk(${r})`],
    diamond: [`footprint = morphology.diamond(${r})`],
    cross: [
      `footprint = np.zeros((${2 * Number(r) + 1}, ${2 * Number(r) + 1}), dtype=np.uint8)`,
      `footprint[${r}, :] = footprint[:, ${r}] = 1`,
    ],
  };
  return {
    imports: ['import numpy as np', 'from skimage import morphology'],
    lines: [
      ...footprints[footprint as Footprint],
      'missing = np.isnan(image)',
      ...lines,
      'result[missing] = np.nan',
    ],
  };
}
