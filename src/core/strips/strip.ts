import type { PixelArray, PixelType } from '../kernels/index.ts';

/** Some whole rows of an image together with what surrounds them, resident in the kernels' memory.
 *
 * `pixels` holds (rows + 2 haloY) rows of (width + 2 haloX) pixels, row-major; the pixels of the strip itself begin at
 * row haloY, column haloX. What lies beyond the border of the image is filled in by the border mode, so that no
 * computation has to know where the image ends. Missing pixels are NaN; infinities are as in the file. */
export interface Strip {
  readonly width: number;
  readonly rows: number;
  readonly haloX: number;
  readonly haloY: number;
  readonly pixelType: PixelType;
  /** A view that is made anew when the kernels' memory has grown: ask again after allocating. */
  readonly pixels: PixelArray;
  /** Byte address of `pixels` in `kernels.memory`. */
  readonly pointer: number;
}

/** Where a computation leaves rows * width pixels of its result, packed; in the kernels' memory as well. */
export interface StripResult {
  readonly width: number;
  readonly rows: number;
  readonly pixelType: PixelType;
  readonly pixels: PixelArray;
  readonly pointer: number;
}

/** A whole image in one array: what computations work on that need everything at once. */
export interface WholeImage {
  readonly width: number;
  readonly height: number;
  readonly pixelType: PixelType;
  readonly pixels: PixelArray;
}
