import type { Strip, StripResult } from '../strips/index.ts';

/** Gives the level of each pixel of rows `from` … `to` - 1 of a strip, packed. */
export type LocalLevels = (from: number, to: number, out: Float64Array) => void;

/** Rows that are computed together. Strips begin at multiples of it, so that blocks lie at fixed rows of the image. */
const LEVEL_ROWS = 64;

/** Writes 1 where a pixel exceeds its level less `offset`, 0 elsewhere.
 *
 * Method: levels are asked for in blocks of 64 rows; compared in double precision.
 * Shape:  a strip in, a result of its size out.
 * Units:  `offset` in those of the pixels.
 * Non-finite and masked: NaN, and a pixel whose level is NaN, give 0.
 * Border: the levels' matter.
 * Errors: none.   Cost: that of the levels; 512 bytes for each column.
 * Source: plain definition.
 * Checked against: skimage 0.19.3, groups threshold_local and seed of the reference data, exact counts. */
export function markAboveLevels(
  result: StripResult,
  strip: Strip,
  levels: LocalLevels,
  offset: number,
): void {
  const { width, rows, haloX, haloY } = strip;
  const stride = width + 2 * haloX;
  const block = new Float64Array(Math.min(rows, LEVEL_ROWS) * width);
  for (let from = 0; from < rows; from += LEVEL_ROWS) {
    const to = Math.min(from + LEVEL_ROWS, rows);
    levels(from, to, block);
    const { pixels } = strip;
    const marks = result.pixels;
    for (let row = from; row < to; row++) {
      const at = (row + haloY) * stride + haloX;
      const level = (row - from) * width;
      for (let x = 0; x < width; x++)
        marks[row * width + x] = pixels[at + x] > block[level + x] - offset ? 1 : 0;
    }
  }
}
