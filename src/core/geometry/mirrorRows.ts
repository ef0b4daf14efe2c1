import type { PixelArray } from '../reduce/index.ts';
import type { AffineMap } from './affineMap.ts';
import type { RowRange, SourceRows } from './sourceRows.ts';

/** How an image is turned over: left to right, upside down, both (half a turn), or x and y exchanged. */
export type Flip = 'x' | 'y' | 'both' | 'transpose';

/** Where the pixels of the turned image come from. */
export function flipping(image: { readonly width: number; readonly height: number }, flip: Flip): AffineMap {
  if (flip === 'transpose') return { xx: 0, xy: 1, x0: 0, yx: 1, yy: 0, y0: 0 };
  const acrossX = flip !== 'y';
  const acrossY = flip !== 'x';
  return {
    xx: acrossX ? -1 : 1,
    xy: 0,
    x0: acrossX ? image.width - 1 : 0,
    yx: 0,
    yy: acrossY ? -1 : 1,
    y0: acrossY ? image.height - 1 : 0,
  };
}

/** The rows of the image that rows y0 … y1 - 1 of the turned one are made of. */
export function rowsToFlip(height: number, flip: Flip, y0: number, y1: number): RowRange {
  if (flip === 'transpose') return { y0: 0, y1: height };
  return flip === 'x' ? { y0, y1 } : { y0: height - y1, y1: height - y0 };
}

/** Rows from y0 on of an image turned over, every pixel as it is, missing or not. */
export function flipRowsInto(
  result: { readonly pixels: PixelArray; readonly width: number; readonly rows: number },
  y0: number,
  source: SourceRows,
  flip: Flip,
): void {
  const { width, rows } = result;
  const map = flipping(source, flip);
  const step = map.xx + map.yx * source.width;
  for (let y = 0; y < rows; y++) {
    const row = map.yy * (y0 + y) + map.y0 - source.y0;
    let from = row * source.width + map.xy * (y0 + y) + map.x0;
    for (let i = y * width; i < (y + 1) * width; i++, from += step) result.pixels[i] = source.pixels[from]!;
  }
}
