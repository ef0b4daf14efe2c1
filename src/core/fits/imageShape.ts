import type { Hdu } from './hdu.ts';
import { pixelBytes, type PixelEncoding } from './pixelEncoding.ts';

/** An image of any number of axes as planes: width is NAXIS1, height NAXIS2 (1 for a single axis), and the
 * product of all further axes counts the planes. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly planes: number;
}

export function imageShape(hdu: Pick<Hdu, 'naxis'>): ImageShape {
  const [width = 0, height = 1, ...rest] = hdu.naxis;
  return { width, height, planes: rest.reduce((product, length) => product * length, 1) };
}

/** Which bytes of the file hold pixels from (x, y), both 0-based, of a plane, and how many of them are there. */
export function pixelRange(
  hdu: Hdu,
  encoding: PixelEncoding,
  at: { readonly plane: number; readonly y: number; readonly x: number; readonly count: number },
): { readonly offset: number; readonly length: number } {
  const { width, height } = imageShape(hdu);
  const size = pixelBytes(encoding);
  const start = ((at.plane * height + at.y) * width + at.x) * size;
  const length = Math.max(0, Math.min(at.count * size, hdu.availableBytes - start));
  return { offset: hdu.dataOffset + start, length };
}
