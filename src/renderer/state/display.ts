import {
  applyLevels,
  colormap,
  COLORMAP_NAMES,
  packColour,
  type ColormapName,
} from '../../core/colormap/index.ts';
import { buildStretchTable, tableIndex } from '../../core/stretch/index.ts';
import type { Display } from '../canvas/viewer.ts';
import { displayStretch } from './stretches.ts';

export interface DisplayChoice {
  readonly stretch: string;
  /** Raw pixel values shown as the two ends. */
  readonly low: number;
  readonly high: number;
  /** Largest raw pixel value. */
  readonly maximum: number;
  readonly colormap: string;
  readonly inverted: boolean;
}

/** Missing pixels: a dark blue-grey that no colour map has. */
const MISSING = packColour(38, 44, 66);

/** The colour maps to choose from. */
export const colormapOptions = COLORMAP_NAMES.map((name) => ({
  value: name as string,
  title: name === 'b' ? 'DS9 b' : name.charAt(0).toUpperCase() + name.slice(1),
}));

/** The table by which the viewer colours pixels. */
export function buildDisplay(choice: DisplayChoice): Display {
  const { low, high, maximum } = choice;
  const wanted = displayStretch(choice.stretch);
  // Where the book's normalisation does not exist the picture is shown all the same; the engine has said why.
  const stretch = wanted === 'book' && !(maximum > 0) ? 'linear' : wanted;
  const levels = buildStretchTable({ stretch, low, high, offset: 0, maximum });
  const name: ColormapName = COLORMAP_NAMES.find((known) => known === choice.colormap) ?? 'grey';
  return { low, high, colours: applyLevels(levels, colormap(name, choice.inverted)), missing: MISSING };
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
