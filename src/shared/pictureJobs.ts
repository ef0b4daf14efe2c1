import type { Warning } from '../core/errors/index.ts';
import type { FileIdentity } from './planes.ts';

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
}
