import type { Kernels, PixelArray, PixelType } from '../kernels/index.ts';

export type { PixelArray, PixelType };

/** Reductions give partial results per fixed block of rows, merged in block order. */
export const BLOCK_ROWS = 64;

/** What a reduction knows of the plane it runs over. */
export interface PlaneShape {
  readonly width: number;
  readonly height: number;
  readonly pixelType: PixelType;
}

/** Some whole rows of a plane, in native byte order, resident in the kernels' memory while it is worked on.
 *
 * Owned rows are `y0 … y1 - 1` and never cross a multiple of BLOCK_ROWS. `pixels` holds
 * `haloTop` rows before them and `haloBottom` rows after them as well (0 at the plane's edge).
 * Missing data is NaN; infinities are kept as they are in the file. */
export interface Piece {
  readonly width: number;
  readonly y0: number;
  readonly y1: number;
  readonly haloTop: number;
  readonly haloBottom: number;
  /** (haloTop + y1 - y0 + haloBottom) * width elements, row-major. */
  readonly pixels: PixelArray;
  /** Byte address of `pixels` in `kernels.memory`. */
  readonly pointer: number;
}

/** One pass over a range of rows. Pieces come in row order. */
export interface Reducer<Partial> {
  piece(piece: Piece): void;
  /** The partial result; typed arrays in it may be transferred and must not be views of kernel memory. */
  end(): Partial;
}

/** A result that is computed from partial results of ranges of rows.
 *
 * `merge` must be associative to the last bit (integers, maxima, concatenated lists; floating sums are kept
 * as lists of per-block sums and added in `finish`), so that the result does not depend on how rows were dealt out. */
export interface Reduction<Params, Partial, Result> {
  /** Rows needed above and below each owned row. */
  readonly halo: 0 | 1;
  start(params: Params, plane: PlaneShape, kernels: Kernels): Reducer<Partial>;
  /** Both are of adjoining row ranges, `upper` being the one with the smaller row numbers. */
  merge(upper: Partial, lower: Partial, params: Params, plane: PlaneShape): Partial;
  finish(partial: Partial, params: Params, plane: PlaneShape): Result;
}
