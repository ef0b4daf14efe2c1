import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { packColour } from '../../src/core/colormap/index.ts';

export interface PackedPicture {
  readonly width: number;
  readonly height: number;
  /** Packed as those of a colour map, the first row of the image first. */
  readonly colours: Uint32Array;
}

/** The colours of a PNG. */
export function packedPicture(file: string): PackedPicture {
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  const colours = new Uint32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue] = data.subarray(4 * (y * width + x));
      colours[(height - 1 - y) * width + x] = packColour(red!, green!, blue!);
    }
  return { width, height, colours };
}

/** Missing pixels, as a new image in a window has them. */
export const MISSING = packColour(0x26, 0x2c, 0x42);
