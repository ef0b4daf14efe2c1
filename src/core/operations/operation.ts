import type { PointMap } from '../image/index.ts';
import type { PixelType } from '../reduce/index.ts';
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
 * - `table`: works on the columns of a table; the engine's table steps run it. */
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
  | { readonly kind: 'reduction'; readonly reduction: 'order-statistics' | 'local-maxima' | 'histogram' }
  | { readonly kind: 'columns' }
  | { readonly kind: 'table' };

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
}
