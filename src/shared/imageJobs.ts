import type { StoredBitpix } from '../core/fits/index.ts';
import type { ProfileLine } from '../core/image/index.ts';
import type { Facts, Frame, MeasuredTable, ParameterValues } from '../core/operations/index.ts';
import type { MaskRegions, PlacedRegion, RegionCounts, TraceMaskOptions } from '../core/region/index.ts';
import type { JobControl } from './jobs.ts';
import type { MemoryPlane, Plane } from './planes.ts';

/** A file of big-endian floats that rows of a result are written into. */
export interface SpoolTarget {
  readonly kind: 'spool';
  readonly path: string;
}

/** What an operation on pixels is run with; `operation` is a name, since functions do not travel. */
export interface ImageWork {
  readonly operation: string;
  readonly values: ParameterValues;
  readonly facts: Facts;
  /** By input. */
  readonly frames: Readonly<Record<string, Frame>>;
  readonly planes: Readonly<Record<string, Plane>>;
  /** Of the result. */
  readonly frame: Frame;
  readonly control: JobControl;
}

export interface ImageJobs {
  /** Rows y0 … y1 - 1 of a local or geometric operation's result. Answers with the first row that is still to be computed: of a
   * slow operation it does not do all at once, so that tiles get in between. */
  imageRows: {
    input: ImageWork & {
      readonly y0: number;
      readonly y1: number;
      readonly target: MemoryPlane | SpoolTarget;
    };
    output: number;
  };
  /** Asks the system for the memory of bytes from … to - 1, which keep what they hold. */
  touchMemory: {
    input: { readonly strip: SharedArrayBuffer; readonly from: number; readonly to: number };
    output: null;
  };
  /** The whole result of a global operation. Progress counts to `shares`. */
  wholeImage: {
    input: ImageWork & { readonly target: MemoryPlane; readonly shares: number };
    output: null;
  };
  /** A rectangle of a local operation's result, or of its 2 x 2 means, as float32 pixels less `offset`, and how long it took. */
  imageTile: {
    input: ImageWork & {
      readonly halve: boolean;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly offset: number;
    };
    output: { readonly pixels: ArrayBuffer; readonly ms: number };
  };
  /** The synthetic image of a worked example. */
  exampleImage: { input: { readonly name: string; readonly target: MemoryPlane }; output: null };
  /** Rows y0 … y1 - 1 as the bytes of a FITS file. */
  storedRows: {
    input: {
      readonly plane: Plane;
      readonly y0: number;
      readonly y1: number;
      readonly bitpix: StoredBitpix;
    };
    output: Uint8Array;
  };
  /** Distances along a line of a plane's window (0-based pixels of it), then values, as float64. */
  lineProfile: { input: { readonly plane: Plane; readonly line: ProfileLine }; output: ArrayBuffer };
  /** Counts of the pixels of the first region. */
  regionHistogram: {
    input: {
      readonly plane: Plane;
      readonly originX: number;
      readonly originY: number;
      readonly regions: readonly PlacedRegion[];
      readonly bins: number;
    };
    output: RegionCounts;
  };
  /** Outlines of the objects of a binary plane. Progress counts to `shares`. */
  maskRegions: {
    input: {
      readonly plane: Plane;
      readonly options: TraceMaskOptions;
      readonly control: JobControl;
      readonly shares: number;
    };
    output: MaskRegions;
  };
  measureImage: {
    input: Omit<ImageWork, 'frame'> & { readonly shares: number };
    output: MeasuredTable;
  };
}
