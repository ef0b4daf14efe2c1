import type { Warning } from '../core/errors/index.ts';
import type { FileIdentity, Plane } from './planes.ts';

/** Pictures that are read, by what their first bytes say. */
export type PictureKind = 'png' | 'jpeg' | 'tiff';

export interface PictureJobs {
  /** What picture a file is; null where it is none that is known. */
  pictureKind: { input: { readonly path: string }; output: PictureKind | null };
  /** Unpacks a picture into a new FITS file at `target`, one image for each channel. Refused before anything is
   * decoded: more than `maxPixels` pixels, and what would take more than `maxBytes` of memory. */
  unfoldPicture: {
    input: {
      readonly path: string;
      readonly target: string;
      readonly maxPixels: number;
      readonly maxBytes: number;
    };
    output: { readonly file: FileIdentity; readonly warnings: readonly Warning[] };
  };
  /** Rows y0 … y1 - 1 as big-endian samples of `bits` bits, the last of them first. Bytes are integers cut off at 0 and
   * 255, a missing one 0; longer samples are floats. */
  pictureRows: {
    input: { readonly plane: Plane; readonly y0: number; readonly y1: number; readonly bits: 8 | 32 | 64 };
    output: Uint8Array;
  };
  /** A PNG picture of 16-bit grey: black at `low`, white at `high`, black where a pixel is missing. */
  greyPng: {
    input: { readonly plane: Plane; readonly low: number; readonly high: number };
    output: Uint8Array;
  };
}
