import { colourChannelInto, type ColourSpace } from '../../colour/index.ts';
import type { Operation } from '../operation.ts';
import { COLOUR_INPUTS, COLOUR_MISSING, COLOUR_RANGE, COLOUR_STACK, colourStrips } from './colourInputs.ts';

/** One coordinate of a colour picture in another colour space. */
export const colourChannel: Operation = {
  name: 'colour-channel',
  version: 1,
  group: 'colour',
  title: 'Colour channel from red (image), green and blue',
  summary: `Hue, saturation, lightness or another coordinate of a colour picture. ${COLOUR_RANGE}`,
  formula:
    'HSV: hue 0 … 1, saturation, value; Lab: CIE 1976, D65, 2° observer, L 0 … 100; XYZ: CIE 1931 from sRGB; ' +
    'YCbCr: ITU-R BT.601, Y 16 … 235, Cb and Cr 16 … 240',
  inputs: COLOUR_INPUTS,
  output: 'image',
  pixelTypes: ['float32', 'float64'],
  missing: COLOUR_MISSING,
  source:
    'Smith, 1978; IEC 61966-2-1; CIE 15:2004; ITU-R BT.601; scikit-image rgb2hsv, rgb2lab, rgb2xyz, rgb2ycbcr.',
  shape: {
    kind: 'local',
    halo: () => ({ x: 0, y: 0 }),
    compute: (job) =>
      colourChannelInto(
        job.result,
        colourStrips(job),
        job.values['space'] as ColourSpace,
        Number(job.values['channel']) - 1,
      ),
  },
  parameters: {
    space: {
      kind: 'choice',
      title: 'Colour space',
      description: 'In which the colour is written.',
      default: 'hsv',
      options: [
        { value: 'hsv', title: 'HSV' },
        { value: 'lab', title: 'CIE Lab' },
        { value: 'xyz', title: 'CIE XYZ' },
        { value: 'ycbcr', title: 'YCbCr' },
      ],
    },
    channel: {
      kind: 'choice',
      title: 'Channel',
      description: 'Which of the three coordinates.',
      default: '3',
      options: [
        { value: '1', title: 'first: hue, L, X or Y' },
        { value: '2', title: 'second: saturation, a, Y or Cb' },
        { value: '3', title: 'third: value, b, Z or Cr' },
      ],
    },
  },
  python: (values) => ({
    imports: ['import numpy as np', 'from skimage import color'],
    lines: [
      COLOUR_STACK,
      `result = color.rgb2${values['space'] as string}(rgb)[..., ${Number(values['channel']) - 1}]`,
    ],
  }),
};
