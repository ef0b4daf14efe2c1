import type { Strip, StripResult } from '../strips/index.ts';
import { pitchOf } from './window.ts';

export type SobelAxis = 'magnitude' | 'x' | 'y';

/** Sum of the second differences along y and x, as `scipy.ndimage.laplace`.
 *
 * Shape:  the strip's, halo at least 1.
 * Non-finite and masked: a missing neighbour counts as having the pixel's own value; a missing pixel stays missing. Infinities
 *         are values.
 * Border: what stands in the halo.
 * Units:  those of the image, per pixel squared.
 * Checked against: scipy 1.10, 1e-12 for float64, 1e-6 of the pixels for float32. */
export function laplaceStrip(strip: Strip, result: StripResult): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const pitch = pitchOf(strip);
  const target = result.pixels;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const at = (haloY + y) * pitch + haloX + x;
      const own = pixels[at];
      const down = orOwn(pixels[at - pitch], own) + orOwn(pixels[at + pitch], own) - 2 * own;
      const along = orOwn(pixels[at - 1], own) + orOwn(pixels[at + 1], own) - 2 * own;
      target[y * width + x] = down + along;
    }
  }
}

/** Slopes by Sobel's kernel (1 2 1) / 4 by (1 0 -1), as `skimage.filters.sobel`, `sobel_h` and `sobel_v`.
 *
 * Method: horizontal edges are where values change with y, vertical ones where they change with x; both are positive where
 *         values rise. The magnitude is the root of the mean of their squares.
 * Shape:  the strip's, halo at least 1.
 * Non-finite and masked: as `laplaceStrip`.
 * Border: what stands in the halo.
 * Units:  those of the image, per pixel.
 * Checked against: scikit-image 0.19, 1e-12 for float64, 1e-6 of the pixels for float32. */
export function sobelStrip(strip: Strip, result: StripResult, axis: SobelAxis): void {
  const { width, rows, haloX, haloY, pixels } = strip;
  const pitch = pitchOf(strip);
  const target = result.pixels;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      const at = (haloY + y) * pitch + haloX + x;
      const own = pixels[at];
      const [above, below] = [at - pitch, at + pitch];
      const a = orOwn(pixels[above - 1], own);
      const c = orOwn(pixels[above + 1], own);
      const g = orOwn(pixels[below - 1], own);
      const i = orOwn(pixels[below + 1], own);
      const h = (g + 2 * orOwn(pixels[below], own) + i - (a + 2 * orOwn(pixels[above], own) + c)) / 4;
      const v = (c + 2 * orOwn(pixels[at + 1], own) + i - (a + 2 * orOwn(pixels[at - 1], own) + g)) / 4;
      const slope = axis === 'magnitude' ? Math.sqrt((h * h + v * v) / 2) : axis === 'y' ? h : v;
      // All neighbours of a missing pixel may be there.
      target[y * width + x] = Number.isNaN(own) ? NaN : slope;
    }
  }
}

function orOwn(value: number, own: number): number {
  return Number.isNaN(value) ? own : value;
}
