import type { ColormapName } from '../../../core/colormap/index.ts';
import type { Bitset } from '../../../core/selection/index.ts';

/** A column of a plot. NaN is missing and never drawn. Label and unit are text from files: never markup. */
export interface PlotColumn {
  readonly label: string;
  readonly unit: string;
  readonly values: Float64Array;
}

/** Which rows are meant. */
export type RowBits = Bitset;

export type SelectMode = 'replace' | 'add' | 'subtract' | 'intersect';

/** What a person drew, in the units of the columns. */
export type Region =
  | { readonly kind: 'lasso'; readonly polygon: readonly (readonly [number, number])[] }
  | { readonly kind: 'box'; readonly x: readonly [number, number]; readonly y: readonly [number, number] }
  | { readonly kind: 'range'; readonly low: number; readonly high: number };

/** Label of a row that belongs to no cluster, and of one that has no label at all and is not drawn. */
export const NOISE = -1;
export const MISSING = -2;

export type ColourSpec =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'column';
      readonly column: PlotColumn;
      readonly map: ColormapName;
      readonly invert?: boolean;
      /** Values of the two ends of the map; without it the finite extremes. */
      readonly range?: readonly [number, number];
    }
  | {
      readonly kind: 'category';
      readonly title: string;
      /** A category from 0 for every row, or NOISE, or MISSING. */
      readonly labels: Int32Array;
      /** Name of each category; without it its number. */
      readonly names?: readonly string[];
      /** Colour of each category that has a meaning of its own; without it the palette. */
      readonly tones?: readonly Tone[];
      readonly noise?: 'orange' | 'grey';
    };

export type Tone = 'accent' | 'star' | 'good' | 'muted' | 'text';

export type Overlay =
  | {
      readonly kind: 'line';
      readonly points: readonly (readonly [number, number])[];
      readonly label?: string;
      readonly tone?: Tone;
      readonly dashed?: boolean;
    }
  | {
      readonly kind: 'function';
      readonly of: (x: number) => number;
      readonly label?: string;
      readonly tone?: Tone;
      readonly dashed?: boolean;
    }
  | { readonly kind: 'hline' | 'vline'; readonly at: number; readonly label?: string; readonly tone?: Tone }
  | {
      readonly kind: 'band';
      readonly axis: 'x' | 'y';
      readonly low: number;
      readonly high: number;
      readonly label?: string;
      readonly tone?: Tone;
    };

/** How an axis runs: with logarithmic steps, and with its low end on the far side. */
export interface AxisKind {
  readonly log: boolean;
  readonly flip: boolean;
}

/** From `low` to `high` in axis units: the values themselves, or their decadic logarithms on a logarithmic axis. */
export interface AxisRange {
  readonly low: number;
  readonly high: number;
}

/** A rectangle in CSS pixels of a plot. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
