import { cos, sin } from '../math/index.ts';
import { coloursOfCorners, PERCEPTUAL_CORNERS } from './perceptual.ts';

export const COLORMAP_NAMES = [
  'grey',
  'heat',
  'cool',
  'b',
  'viridis',
  'magma',
  'inferno',
  'plasma',
  'cividis',
  'cubehelix',
] as const;
export type ColormapName = (typeof COLORMAP_NAMES)[number];

/** A channel's corners (place, level), both 0 … 1. */
type Channel = readonly (readonly [number, number])[];
const RAMP: Channel = [
  [0, 0],
  [1, 1],
];

/** Source: the tables of SAOImage DS9, red, green and blue. */
const DS9: Readonly<Record<'grey' | 'heat' | 'cool' | 'b', readonly [Channel, Channel, Channel]>> = {
  grey: [RAMP, RAMP, RAMP],
  heat: [
    [
      [0, 0],
      [0.34, 1],
      [1, 1],
    ],
    RAMP,
    [
      [0, 0],
      [0.65, 0],
      [0.98, 1],
      [1, 1],
    ],
  ],
  cool: [
    [
      [0, 0],
      [0.29, 0],
      [0.76, 0.1],
      [1, 1],
    ],
    [
      [0, 0],
      [0.22, 0],
      [0.96, 1],
      [1, 1],
    ],
    [
      [0, 0],
      [0.53, 1],
      [1, 1],
    ],
  ],
  b: [
    [
      [0, 0],
      [0.25, 0],
      [0.5, 1],
      [1, 1],
    ],
    [
      [0, 0],
      [0.5, 0],
      [0.75, 1],
      [1, 1],
    ],
    [
      [0, 0],
      [0.25, 1],
      [0.5, 0],
      [0.75, 0],
      [1, 1],
    ],
  ],
};

/** The 256 colours of a map, each packed for ImageData on a little-endian machine: alpha, blue, green, red from the
 * highest byte. `invert` turns the order round.
 *
 * Checked against: matplotlib 3.6, within 1/255 (test/unit/core/colormap/colormap.test.ts). */
export function colormap(name: ColormapName, invert: boolean): Uint32Array<ArrayBuffer> {
  const colours = coloursOf(name);
  const packed = new Uint32Array(256);
  for (let i = 0; i < 256; i++) {
    const at = 3 * (invert ? 255 - i : i);
    packed[i] = packColour(colours[at]!, colours[at + 1]!, colours[at + 2]!);
  }
  return packed;
}

/** An opaque colour of levels 0 … 255, packed as those of `colormap`. */
export function packColour(red: number, green: number, blue: number): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The colour of every entry of a table of levels (a display table of core/stretch). */
export function applyLevels(table: Uint8Array, colours: Uint32Array): Uint32Array<ArrayBuffer> {
  const packed = new Uint32Array(table.length);
  for (let i = 0; i < table.length; i++) packed[i] = colours[table[i]!]!;
  return packed;
}

function coloursOf(name: ColormapName): Uint8Array {
  switch (name) {
    case 'grey':
    case 'heat':
    case 'cool':
    case 'b':
      return coloursOfChannels(DS9[name]);
    case 'cubehelix':
      return cubehelix();
    default:
      return coloursOfCorners(PERCEPTUAL_CORNERS[name]);
  }
}

function coloursOfChannels(channels: readonly [Channel, Channel, Channel]): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    channels.forEach((channel, k) => (colours[3 * i + k] = levelOf(interpolate(channel, i / 255))));
  }
  return colours;
}

function interpolate(channel: Channel, place: number): number {
  for (let i = 1; i < channel.length; i++) {
    const [from, low] = channel[i - 1]!;
    const [to, high] = channel[i]!;
    if (place <= to) return low + ((high - low) * (place - from)) / (to - from);
  }
  return channel.at(-1)![1];
}

/** Brightness rises evenly while the hue winds about grey.
 * Source: D. A. Green, 2011, Bull. Astr. Soc. India 39, 289, equation 2: start 0.5, rotations -1.5, hue 1, gamma 1. */
function cubehelix(): Uint8Array {
  const colours = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const lightness = i / 255;
    const angle = 2 * Math.PI * (0.5 / 3 - 1.5 * lightness);
    const amplitude = (lightness * (1 - lightness)) / 2;
    const c = amplitude * cos(angle);
    const s = amplitude * sin(angle);
    colours[3 * i] = levelOf(lightness - 0.14861 * c + 1.78277 * s);
    colours[3 * i + 1] = levelOf(lightness - 0.29227 * c - 0.90649 * s);
    colours[3 * i + 2] = levelOf(lightness + 1.97294 * c);
  }
  return colours;
}

function levelOf(value: number): number {
  return Math.floor(255 * Math.min(Math.max(value, 0), 1) + 0.5);
}
