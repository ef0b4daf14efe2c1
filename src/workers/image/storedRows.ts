import { storedPixels } from '../../core/fits/index.ts';
import type { JobInput } from '../../shared/jobs.ts';
import { planeShape } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';

/** Rows of a plane as the bytes of a FITS file. */
export function storedRows({ plane, y0, y1, bitpix }: JobInput<'storedRows'>): Uint8Array {
  return storedPixels(readRectangle(plane, 0, y0, planeShape(plane).width, y1), bitpix);
}
