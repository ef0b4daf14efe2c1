import {
  applyLevels,
  colormap,
  COLORMAP_NAMES,
  coloursOfDigits,
  packHexColour,
  type ColormapName,
} from '../../core/colormap/index.ts';
import {
  buildStretchTable,
  tableIndex,
  type DisplayMapping,
  type ValueCounts,
} from '../../core/stretch/index.ts';
import { loadedColormapId, type LoadedColormap } from '../../shared/index.ts';
import type { Display } from '../canvas/viewer.ts';
import { displayStretch } from './stretches.ts';

export interface DisplayChoice {
  readonly stretch: string;
  /** Parameter of the stretch's curve; 0 for its usual one. */
  readonly a: number;
  /** Raw pixel values shown as the two ends. */
  readonly low: number;
  readonly high: number;
  /** Largest raw pixel value. */
  readonly maximum: number;
  /** Counts of raw values, for histogram equalisation. */
  readonly histogram: ValueCounts | null;
  readonly contrast: number;
  readonly bias: number;
  /** Of the colours, from dark to bright. */
  readonly colours: Uint32Array;
  /** `#rrggbb` */
  readonly missing: string;
}

/** How the choice makes shades of raw values, before contrast and bias. */
export function stretchOf({ stretch, a, low, high, maximum, histogram }: DisplayChoice): DisplayMapping {
  const wanted = displayStretch(stretch);
  // Where the book's normalisation does not exist the picture is shown all the same; the engine has said why.
  const shown = wanted === 'book' && !(maximum > 0) ? 'linear' : wanted;
  return { stretch: shown, low, high, offset: 0, maximum, a, histogram };
}

/** The table by which the viewer colours pixels. */
export function buildDisplay(choice: DisplayChoice): Display {
  const { low, high, contrast, bias } = choice;
  const levels = buildStretchTable({ ...stretchOf(choice), contrast, bias });
  return { low, high, colours: applyLevels(levels, choice.colours), missing: packHexColour(choice.missing) };
}

/** The 256 packed colours of a map by its name in the document; grey where there is no such map. */
export function coloursOf(
  name: string,
  inverted: boolean,
  loaded: readonly LoadedColormap[],
): Uint32Array<ArrayBuffer> {
  const file = loaded.find((map) => loadedColormapId(map.name) === name);
  if (file) return coloursOfDigits(file.colours, inverted);
  const known: ColormapName = COLORMAP_NAMES.find((candidate) => candidate === name) ?? 'grey';
  return colormap(known, inverted);
}

/** Colours a square of raw values given from the bottom row up, as a canvas wants it: from the top row down. */
export function paintValues(
  rgba: Uint32Array,
  values: readonly (number | null)[],
  size: number,
  { low, high, colours, missing }: Display,
): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const value = values[row * size + column] ?? null;
      const place = value === null ? 0 : (value - low) / (high - low || 1);
      const colour = value === null ? missing : (colours[tableIndex(place)] ?? missing);
      rgba[(size - 1 - row) * size + column] = colour;
    }
  }
}
