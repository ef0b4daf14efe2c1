import { medianStrip } from '../filter/index.ts';
import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import { stripAt, type Strip, type StripResult } from '../strips/index.ts';

/** Writes 1 where a pixel exceeds the median of the square of `size` x `size` pixels around it less `offset`, 0 elsewhere.
 *
 * Method: `medianStrip`; compared in double precision.
 * Shape:  a strip with a halo of (size - 1) / 2 in, a result of its size out; `size` is odd.
 * Units:  `size` in pixels, `offset` in those of the image.
 * Non-finite and masked: NaN is left out of the medians and gives 0; infinities are values.
 * Border: as the halo is filled.
 * Errors: none.   Cost: that of `medianStrip`.
 * Source: skimage 0.19.3 threshold_local.
 * Checked against: skimage 0.19.3, group threshold_local of the reference data, exact counts. */
export function markAboveMedian(
  result: StripResult,
  strip: Strip,
  size: number,
  offset: number,
  kernels: Kernels,
): void {
  const { width, rows, haloX, haloY, pixelType } = strip;
  const mark = kernels.mark();
  try {
    const pointer = kernels.allocate(width * rows * bytesPerPixel(pixelType));
    const medians = stripAt(kernels, { width, rows, haloX: 0, haloY: 0, pixelType, pointer });
    medianStrip(strip, medians, { size }, kernels);
    const { pixels } = strip;
    const levels = medians.pixels;
    const marks = result.pixels;
    for (let row = 0; row < rows; row++) {
      const at = (row + haloY) * (width + 2 * haloX) + haloX;
      const out = row * width;
      for (let x = 0; x < width; x++) marks[out + x] = pixels[at + x] > levels[out + x] - offset ? 1 : 0;
    }
  } finally {
    kernels.release(mark);
  }
}
