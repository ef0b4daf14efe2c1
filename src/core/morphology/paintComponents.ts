import { newPixels, type PixelType } from '../kernels/index.ts';
import type { WholeImage } from '../strips/index.ts';
import type { Components } from './connectedComponents.ts';

/** An image in which the pixels of component i are `values[i]`, and all others `elsewhere`. */
export function paintComponents(
  { width, height }: { readonly width: number; readonly height: number },
  pixelType: PixelType,
  { runs, of }: Components,
  values: Float64Array | Uint8Array,
  elsewhere: 0 | 1,
): WholeImage {
  const { start, end, rowStart } = runs;
  const pixels = newPixels(pixelType, width * height);
  if (elsewhere !== 0) pixels.fill(elsewhere);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let run = rowStart[y]!; run < rowStart[y + 1]!; run++) {
      const value = values[of[run]!]!;
      if (value === elsewhere) continue;
      const last = row + end[run]!;
      for (let at = row + start[run]!; at < last; at++) pixels[at] = value;
    }
  }
  return { width, height, pixelType, pixels };
}
