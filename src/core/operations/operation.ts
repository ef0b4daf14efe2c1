import type { PointMap } from '../image/index.ts';
import type { PixelType, PlaneShape } from '../reduce/index.ts';
import type { ExtendMode, WholeImage } from '../strips/index.ts';
import type {
  Facts,
  Frame,
  GeometricJob,
  GlobalJob,
  LocalJob,
  MeasuredTable,
  PrepareStep,
} from './imageJobs.ts';
import type { Parameters, ParameterValues } from './parameter.ts';

/** What flows between steps. */
export type ValueType =
  'image' | 'limits' | 'peaks' | 'catalogue' | 'histogram' | 'table' | 'model' | 'clustering' | 'analysis';

/** Facts of an image's base pixels that a pointwise operation may ask for before it knows its map. */
export interface PixelExtrema {
  /** Over the finite pixels; NaN when there are none. */
  readonly minimum: number;
  readonly maximum: number;
  readonly finite: number;
}

/** How an operation computes, which tells the engine how to run it (strips, threads, passes, memory).
 *
 * - `source`: made by the engine from a file.
 * - `window`: a rectangle of its input; no pixel is touched.
 * - `pointwise`: a monotone map of each pixel, deferred until the pixels are wanted.
 * - `reduction`: partial results per block of rows, merged in block order; `kind` names it in the engine's table.
 * - `columns`: works on the columns of a result, in one go.
 * - `table`: works on the columns of a table; the engine's table steps run it.
 * - `local`: pixels of the result need only what lies within `halo` of them; runs in strips, streams any size.
 * - `geometric`: a result of another size or place, in strips, each from a range of rows of the input.
 * - `global`: needs the whole image in memory; refused above the memory budget.
 * - `measure`: a table from whole images in memory; refused above the memory budget. */
export type Shape =
  | { readonly kind: 'source' }
  | { readonly kind: 'window' }
  | {
      readonly kind: 'pointwise';
      readonly needs: 'nothing' | 'extrema' | 'limits';
      /** `limits` is the value of the input of that name. Throws an AppError when there is no such map. */
      map(
        values: ParameterValues,
        facts: { readonly extrema?: PixelExtrema; readonly limits?: Limits },
      ): PointMap;
    }
  | {
      readonly kind: 'reduction';
      readonly reduction: 'order-statistics' | 'local-maxima' | 'histogram' | 'zscale';
    }
  | { readonly kind: 'columns' }
  | { readonly kind: 'table' }
  | LocalShape
  | GeometricShape
  | GlobalShape
  | MeasureShape;

/** Facts of the whole image that an operation wants before it computes pixels. */
interface Prepared {
  /** The passes over the input `image` that it takes; see PrepareStep. Throws an AppError when it cannot be done. */
  prepare?(values: ParameterValues, image: PlaneShape): PrepareStep;
}

export interface LocalShape extends Prepared {
  readonly kind: 'local';
  /** Pixels needed beyond each side; at most 10,000. */
  halo(values: ParameterValues): { readonly x: number; readonly y: number };
  /** How the image goes on beyond its border; reflect where it is not given. */
  border?(values: ParameterValues): { readonly mode: ExtendMode; readonly cval: number };
  /** Given where pixels depend on where in the image they are, which the facts tell: the facts for a part that begins at column
   * `x0` (rows are counted in the image in any case) of an image whose pixels are `scale` times as large. */
  placed?(facts: Facts, x0: number, scale: number): Facts;
  /** Fills `job.result`. Must not depend on where strips begin; those begin at multiples of BLOCK_ROWS. All inputs have
   * the same size and (but for inputs of the other type, which are converted) the pixel type of `image`. */
  compute(job: LocalJob): void;
}

export interface GeometricShape extends Prepared {
  readonly kind: 'geometric';
  /** Size, place and WCS of the result. `frames` are by input; those but `image` lend only their frames. */
  frame(values: ParameterValues, frames: Readonly<Record<string, Frame>>): Frame;
  /** The rows of `image`, y0 to y1 - 1, that rows y0 to y1 - 1 of the result are made of; y0 = y1 where none are. */
  rows(
    values: ParameterValues,
    frames: Readonly<Record<string, Frame>>,
    y0: number,
    y1: number,
  ): { readonly y0: number; readonly y1: number };
  compute(job: GeometricJob): void;
}

export interface GlobalShape extends Prepared {
  readonly kind: 'global';
  /** Bytes of working memory for each pixel, besides the input and the result. */
  readonly scratchBytes: number;
  /** Whether the result has no place on the sky (a spectrum). */
  readonly offSky?: true;
  compute(job: GlobalJob): WholeImage;
}

export interface MeasureShape extends Prepared {
  readonly kind: 'measure';
  readonly scratchBytes: number;
  compute(job: GlobalJob): MeasuredTable;
}

/** What the pixels of a result are: values, 0 and 1 (a binary image), or whole numbers of objects (0 is background). */
export type PixelMeaning = 'values' | 'binary' | 'labels';

/** Under which heading an operation is found in menus, help and documentation. */
export type OperationGroup =
  | 'threshold'
  | 'filter'
  | 'morphology'
  | 'measure'
  | 'intensity'
  | 'colour'
  | 'features'
  | 'geometry'
  | 'arithmetic';

/** The same in Python: lines of code in which the inputs are variables of their names, and which set `result`. */
export interface PythonCode {
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

export interface Limits {
  readonly low: number;
  readonly high: number;
}

/** One operation, defined once: the form, the command line, recipes, the documentation and exports derive from it. */
export interface Operation {
  readonly name: string;
  /** Part of the content key: raised whenever the same inputs would give other bytes. */
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly formula?: string;
  readonly inputs: Readonly<Record<string, ValueType>>;
  readonly output: ValueType;
  readonly pixelTypes: readonly PixelType[];
  readonly missing: string;
  readonly shape: Shape;
  readonly parameters: Parameters;
  /** Operations on images have the following. */
  readonly group?: OperationGroup;
  /** `values` where it is not given; `kept` is that of the input `image`. */
  readonly meaning?: PixelMeaning | 'kept';
  /** The pixel type of the result; that of the input `image` where it is not given. */
  resultType?(input: PixelType): PixelType;
  /** Paper, equation, or library and version whose answer it gives. */
  readonly source?: string;
  python?(values: ParameterValues): PythonCode;
}

/** An operation whose result is a new image made of the pixels of another. */
export type ImageShape = LocalShape | GeometricShape | GlobalShape;

export function isImageShape(shape: Shape): shape is ImageShape {
  return shape.kind === 'local' || shape.kind === 'geometric' || shape.kind === 'global';
}

/** The names of what an operation takes besides the image that it is asked for on. */
export function furtherInputs({ inputs }: Pick<Operation, 'inputs'>): string[] {
  return Object.keys(inputs).filter((name) => name !== 'image');
}
