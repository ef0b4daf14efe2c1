import type { Kernels } from '../kernels/index.ts';
import type { PixelArray, PixelType, PlaneShape } from '../reduce/index.ts';
import type { Strip, StripResult, WholeImage } from '../strips/index.ts';
import type { Column } from '../table/index.ts';
import type { Wcs } from '../wcs/index.ts';
import type { ParameterValues } from './parameter.ts';

/** What is known of a whole image before its pixels are computed; plain data that travels to any thread. */
export type Facts = Readonly<Record<string, unknown>>;

/** The next look at all pixels that an operation needs before it can begin, or what it has found. */
export type PrepareStep =
  | { readonly done: true; readonly facts: Facts }
  | {
      readonly done: false;
      /** A name of core/reductions, and what the reduction is run with. */
      readonly reduction: string;
      readonly params: unknown;
      /** `merged` is what the reduction's `merge` gave for all rows; its `finish` is not run. */
      next(merged: unknown): PrepareStep;
    };

/** An image's size and where it lies. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pixelType: PixelType;
  /** 0-based place of the first pixel in the image that the WCS belongs to (a section does not begin at 0). */
  readonly originX: number;
  readonly originY: number;
  readonly wcs: Wcs | null;
}

/** What every computation of pixels is given. Inputs have the names of the operation's inputs. */
interface PixelJob {
  readonly values: ParameterValues;
  /** What `prepare` found; empty where there is none. */
  readonly facts: Facts;
  readonly frames: Readonly<Record<string, Frame>>;
}

/** Rows y0 … y0 + rows - 1 of a result that has the size of its inputs. */
export interface LocalJob extends PixelJob {
  readonly inputs: Readonly<Record<string, Strip>>;
  readonly y0: number;
  readonly image: PlaneShape;
  readonly kernels: Kernels;
  readonly result: StripResult;
  /** To be called often where the work is long; throws when it was cancelled. */
  poll(): void;
}

/** Rows y0 … y0 + rows - 1 of a result with a frame of its own. */
export interface GeometricJob extends PixelJob {
  /** The rows that `rows` asked for, without surroundings. */
  readonly input: PixelArray;
  readonly inputY0: number;
  readonly inputRows: number;
  readonly frame: Frame;
  readonly y0: number;
  readonly result: StripResult;
}

/** A computation that has the whole image in memory. */
export interface GlobalJob extends PixelJob {
  readonly inputs: Readonly<Record<string, WholeImage>>;
  /** To be called often, with the share that is done, 0 … 1; throws when the work was cancelled. */
  progress(share: number): void;
}

/** A table that was measured on images: columns of equal length. */
export interface MeasuredTable {
  readonly columns: readonly Column[];
}
