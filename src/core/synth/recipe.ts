import type { CardToWrite } from '../fits/index.ts';
import type { Parameter, Parameters, ParameterValues } from '../operations/index.ts';
import type { Column } from '../table/index.ts';
import { MAX_SEED } from './randomState.ts';

export type NumberParameter = Extract<Parameter, { readonly kind: 'number' | 'integer' }>;

/** A made table. */
export interface SynthTable {
  readonly kind: 'table';
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Figures that the table was made from (true coefficients), for whoever prints what was made. */
  readonly facts: Readonly<Record<string, number | readonly number[]>>;
}

/** A made image, row-major, first row at y = 1, and the sources it was made from. */
export interface SynthImage {
  readonly kind: 'image';
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** What it was made from, for the header of a file. */
  readonly cards: readonly CardToWrite[];
  /** Where the sources are, in 1-based pixels. */
  readonly truth: SynthTable;
}

/** One kind of synthetic data, defined once: flags, forms and documentation derive from it. */
export interface SynthRecipe {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly output: 'image' | 'table';
  readonly parameters: Parameters;
  /** Makes the data of parameters that were checked before. */
  make(values: ParameterValues): SynthImage | SynthTable;
}

/** The seed of every recipe. */
export function seedParameter(standard: number): NumberParameter {
  return {
    kind: 'integer',
    title: 'Seed',
    description: 'The same seed gives the same data.',
    default: standard,
    min: 0,
    max: MAX_SEED,
    peer: { library: 'scikit-learn', name: 'random_state' },
  };
}

/** A length of an image in pixels. */
export function lengthParameter(title: string, standard: number, min: number): NumberParameter {
  return {
    kind: 'integer',
    title,
    description: `${title} of the image.`,
    unit: 'pixel',
    default: standard,
    min,
    max: 16384,
  };
}
