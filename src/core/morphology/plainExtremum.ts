import { newPixels, type Kernels } from '../kernels/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

/** The smallest or largest value in a rectangle around each pixel; missing pixels are left out. */
export function slidingExtremumStrip(
  strip: Strip,
  result: StripResult,
  { sizeX, sizeY, extremum }: { sizeX: number; sizeY: number; extremum: 'min' | 'max' },
  _kernels: Kernels,
): void {
  const { width, rows, haloX, haloY, pixels, pixelType } = strip;
  const [rx, ry] = [(sizeX - 1) / 2, (sizeY - 1) / 2];
  const outer = width + 2 * haloX;
  const neutral = extremum === 'min' ? Infinity : -Infinity;
  const pick = extremum === 'min' ? Math.min : Math.max;
  const across = newPixels(pixelType, width * (rows + 2 * ry));
  for (let y = 0; y < rows + 2 * ry; y++) {
    for (let x = 0; x < width; x++) {
      let best = neutral;
      const from = (y + haloY - ry) * outer + x + haloX - rx;
      for (let at = from; at < from + sizeX; at++) if (!Number.isNaN(pixels[at]!)) best = pick(best, pixels[at]!);
      across[y * width + x] = best;
    }
  }
  const into = result.pixels;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < width; x++) {
      let best = neutral;
      for (let i = 0; i < sizeY; i++) best = pick(best, across[(y + i) * width + x]!);
      into[y * width + x] = best;
    }
  }
}
