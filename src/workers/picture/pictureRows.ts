import { storedPixels } from '../../core/fits/index.ts';
import type { JobInput } from '../../shared/jobs.ts';
import { planeShape } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';

const STORED = { 8: 8, 32: -32, 64: -64 } as const;

/** Rows of a plane as a picture file has them: the upper first. */
export function pictureRows({ plane, y0, y1, bits }: JobInput<'pictureRows'>): Uint8Array {
  const { width } = planeShape(plane);
  const bytes = storedPixels(readRectangle(plane, 0, y0, width, y1), STORED[bits]);
  const rowBytes = (width * bits) / 8;
  const turned = new Uint8Array(bytes.length);
  for (let row = 0; row < y1 - y0; row++)
    turned.set(bytes.subarray(row * rowBytes, (row + 1) * rowBytes), bytes.length - (row + 1) * rowBytes);
  return turned;
}
