import type { Strip, StripResult } from '../strips/index.ts';

/** Writes 1 where a pixel lies on the wanted side of a level, 0 elsewhere.
 *
 * Method: `value > level` or `value < level`, in double precision.
 * Shape:  a strip in, a result of its size out.
 * Units:  `level` in those of the pixels.
 * Non-finite and masked: NaN gives 0; infinities are larger or smaller than any level.
 * Border: not looked at.
 * Errors: none.   Cost: about 1 ns a pixel.
 * Source: plain definition.
 * Checked against: skimage 0.19.3, group otsu of the reference data, exact counts. */
export function markSide(result: StripResult, strip: Strip, level: number, side: 'above' | 'below'): void {
  const { pixels, width, rows, haloX, haloY } = strip;
  const marks = result.pixels;
  const stride = width + 2 * haloX;
  for (let row = 0; row < rows; row++) {
    const at = (row + haloY) * stride + haloX;
    const out = row * width;
    if (side === 'above') for (let x = 0; x < width; x++) marks[out + x] = pixels[at + x] > level ? 1 : 0;
    else for (let x = 0; x < width; x++) marks[out + x] = pixels[at + x] < level ? 1 : 0;
  }
}
