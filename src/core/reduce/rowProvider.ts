import type { PixelArray, PlaneShape } from './reduction.ts';

/** Where rows of pixels come from: a file's bytes, or an image in memory. */
export interface RowProvider {
  readonly shape: PlaneShape;
  /** Fills `target` with rows y0 … y1 - 1, packed, as pixels of the plane's type, and says in which byte order.
   * `target` is exactly as long as those rows, and may be a view of a kernel's memory. */
  readInto(y0: number, y1: number, target: Uint8Array): 'native' | 'big-endian';
  /** A row where it lies, of the plane's type and native byte order: of images in memory only. */
  row?(y: number): PixelArray;
}
