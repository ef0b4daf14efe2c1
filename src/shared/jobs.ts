import type { Result, Warning } from '../core/errors/index.ts';
import type { Brackets } from '../core/percentile/index.ts';
import type { StarColumns, TextColumn } from '../core/catalogue/index.ts';
import type { Hdu } from '../core/fits/index.ts';
import type { FileIdentity, FilePlane, MemoryPlane, Plane } from './planes.ts';
import type { IntegerExtrema } from '../core/stats/index.ts';
import type { Wcs } from '../core/wcs/index.ts';
import type { ClusterJobs } from './clusterJobs.ts';
import type { HierarchyJobs } from './hierarchyJobs.ts';
import type { ImageJobs } from './imageJobs.ts';
import type { PictureJobs } from './pictureJobs.ts';
import type { RegressionJobs } from './regressionJobs.ts';
import type { SessionJobs } from './sessionJobs.ts';
import type { HeaderCards, VerifyReport } from './summaries.ts';
import type { TableJobs } from './tableJobs.ts';

/** How jobs are told to stop and how far they are: shared words that both sides look at. */
export interface JobControl {
  /** Int32: 0 goes on, 1 stops at the next strip. */
  readonly cancel: SharedArrayBuffer;
  /** Int32: rows done so far, added to by every job of the work. */
  readonly progress: SharedArrayBuffer;
}

/** A reduction to run, by its name in the worker's table, with its parameters. */
export interface ReductionRequest {
  readonly name: string;
  readonly params: unknown;
}

/** Where a pass over the pixels leaves them: in shared memory, and averaged into pyramid levels. */
export interface StoreRequest {
  readonly plane: MemoryPlane | null;
  /** Levels from 1/4 down, each half the size of the one before. */
  readonly pyramid: readonly MemoryPlane[];
  /** Subtracted from pixels before they go into the pyramid. */
  readonly offset: number;
}

/** The signatures of all jobs of the pool; their code is in src/workers. */
export interface Jobs
  extends RegressionJobs, ClusterJobs, HierarchyJobs, ImageJobs, PictureJobs, SessionJobs, TableJobs {
  /** Reads the structure of a file: HDUs, warnings, and a hash of headers and sampled blocks. */
  scan: {
    input: { readonly path: string };
    output: {
      readonly file: FileIdentity;
      readonly hash: string;
      readonly hdus: readonly Hdu[];
      readonly warnings: readonly Warning[];
    };
  };
  header: {
    input: { readonly file: FileIdentity; readonly hdu: Hdu; readonly start: number; readonly count: number };
    output: HeaderCards;
  };
  /** The cards of an image that hold for what is computed of it, as they stand; `primary` is the file's first HDU. */
  carriedCards: {
    input: { readonly file: FileIdentity; readonly hdu: Hdu; readonly primary: Hdu };
    output: readonly string[];
  };
  /** A look at some rows: brackets for percentiles near the ends, the value that about `peakCap` of the maxima reach
   * (-Infinity where all are fewer), and the offset that large values are shown relative to. */
  sample: {
    input: { readonly plane: Plane; readonly percents: readonly number[]; readonly peakCap: number | null };
    output: { readonly brackets: Brackets; readonly peakFloor: number; readonly offset: number };
  };
  /** One pass over rows y0 … y1 - 1 of a plane: every reduction's partial result, pixels stored on the way. */
  pass: {
    input: {
      readonly plane: Plane;
      readonly y0: number;
      readonly y1: number;
      readonly reductions: readonly ReductionRequest[];
      readonly store: StoreRequest | null;
      readonly control: JobControl;
    };
    output: readonly unknown[];
  };
  /** A float32 tile of a plane (level 0), or of its 2 x 2 means (level 1). */
  tile: {
    input: {
      readonly plane: Plane;
      readonly halve: boolean;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly offset: number;
    };
    output: ArrayBuffer;
  };
  /** The value stored at a pixel of the plane's window, with every digit. */
  pixel: {
    input: { readonly plane: Plane; readonly x: number; readonly y: number };
    output: { readonly text: string; readonly value: number };
  };
  /** The values of stars (0-based in the window, known in double precision) with every digit of the pixel there. */
  pixelTexts: {
    input: {
      readonly plane: FilePlane;
      readonly x: Float64Array;
      readonly y: Float64Array;
      readonly value: ArrayLike<number>;
    };
    output: readonly string[];
  };
  /** Exact extremes of some bytes of a 64-bit integer image. */
  integerExtrema: {
    input: { readonly plane: FilePlane; readonly at: number; readonly length: number };
    output: IntegerExtrema | null;
  };
  /** Values of a small rectangle of the window; NaN outside it. */
  cutout: {
    input: { readonly plane: Plane; readonly x0: number; readonly y0: number; readonly size: number };
    output: Float64Array;
  };
  /** The order of a column's rows. */
  order: {
    input: { readonly column: Float32Array | Float64Array; readonly descending: boolean };
    output: Uint32Array;
  };
  /** Catalogue columns of maxima; with a `plane` the values also as text with every digit. */
  starColumns: {
    input: {
      readonly x: Float64Array;
      readonly y: Float64Array;
      readonly value: Float32Array | Float64Array;
      readonly originX: number;
      readonly originY: number;
      readonly maximum: number;
      readonly wcs: Wcs | null;
    };
    output: StarColumns;
  };
  /** Maxima as packed columns (see columnsFormat), brightest first. */
  brightestFirst: {
    input: {
      readonly x: Float64Array;
      readonly y: Float64Array;
      readonly value: Float32Array | Float64Array;
      readonly originX: number;
      readonly originY: number;
      readonly maximum: number;
    };
    output: Uint8Array<ArrayBuffer>;
  };
  /** Rows of a CSV table as UTF-8. */
  csv: {
    input: { readonly columns: readonly TextColumn[]; readonly exact: FilePlane | null };
    output: Uint8Array;
  };
  verify: {
    input: { readonly file: FileIdentity; readonly hdus: readonly Hdu[]; readonly control: JobControl };
    output: VerifyReport;
  };
}

export type JobName = keyof Jobs;
export type JobInput<Name extends JobName> = Jobs[Name]['input'];
export type JobOutput<Name extends JobName> = Jobs[Name]['output'];

/** What travels to a worker, and what comes back. */
export type JobMessage = {
  readonly [Name in JobName]: { readonly job: Name; readonly input: JobInput<Name> };
}[JobName];
export type JobAnswer = Result<unknown>;

/** Whether the work has been told to stop. */
export function isCancelled(control: JobControl): boolean {
  return Atomics.load(new Int32Array(control.cancel), 0) !== 0;
}

export function newJobControl(): JobControl {
  return { cancel: new SharedArrayBuffer(4), progress: new SharedArrayBuffer(4) };
}
