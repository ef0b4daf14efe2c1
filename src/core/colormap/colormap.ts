import { coloursOfCorners, CORNERS } from './corners.ts';
import { CUBEHELIX, cubehelix } from './cubehelix.ts';
import { ds9Colours } from './ds9.ts';
import { packColours } from './packColour.ts';

/** The maps by where they come from, in the order in which a menu has them. */
export const COLORMAP_GROUPS = [
  {
    title: 'SAOImage DS9',
    names: [
      'grey',
      'red',
      'green',
      'blue',
      'a',
      'b',
      'bb',
      'he',
      'i8',
      'aips0',
      'sls',
      'hsv',
      'heat',
      'cool',
      'rainbow',
      'standard',
      'staircase',
      'color',
    ],
  },
  {
    title: 'Even in brightness',
    names: ['viridis', 'plasma', 'inferno', 'magma', 'cividis', 'batlow', 'cubehelix'],
  },
  { title: 'More', names: ['turbo', 'gist_heat', 'twilight'] },
  { title: 'About a middle', names: ['RdBu', 'coolwarm'] },
] as const;

export type ColormapName = (typeof COLORMAP_GROUPS)[number]['names'][number];
export const COLORMAP_NAMES: readonly ColormapName[] = COLORMAP_GROUPS.flatMap(({ names }) => names);

/** The 256 colours of a map, each packed for ImageData on a little-endian machine: alpha, blue, green, red from the
 * highest byte. `invert` turns the order round.
 *
 * Checked against: matplotlib 3.6, within 1/255 (test/unit/core/colormap/colormap.test.ts). */
export function colormap(name: ColormapName, invert: boolean): Uint32Array<ArrayBuffer> {
  return packColours(coloursOf(name), invert);
}

function coloursOf(name: ColormapName): Uint8Array {
  switch (name) {
    case 'cubehelix':
      return cubehelix(CUBEHELIX);
    case 'viridis':
    case 'plasma':
    case 'inferno':
    case 'magma':
    case 'cividis':
    case 'batlow':
    case 'turbo':
    case 'gist_heat':
    case 'twilight':
    case 'RdBu':
    case 'coolwarm':
      return coloursOfCorners(CORNERS[name]);
    default:
      return ds9Colours(name);
  }
}
