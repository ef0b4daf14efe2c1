import { halveRowInto } from '../core/image/index.ts';
import type { PixelArray } from '../core/reduce/index.ts';
import type { JobInput } from '../shared/jobs.ts';
import { bytesPerPixel, planeShape, type Plane } from '../shared/planes.ts';
import { columnsOf, withRows } from './planeRows.ts';

/** A rectangle of a plane, or of its 2 x 2 means, as float32 pixels less `offset`. */
export function readTile({ plane, halve, x, y, width, height, offset }: JobInput<'tile'>): ArrayBuffer {
  const out = new Float32Array(width * height);
  const { width: fullWidth, height: fullHeight } = planeShape(plane);
  if (!halve) {
    const pixels = readRectangle(plane, x, y, x + width, y + height);
    for (let i = 0; i < out.length; i++) out[i] = pixels[i]! - offset;
    return out.buffer;
  }
  const x1 = Math.min(fullWidth, 2 * (x + width));
  const y1 = Math.min(fullHeight, 2 * (y + height));
  const pixels = readRectangle(plane, 2 * x, 2 * y, x1, y1);
  const columns = x1 - 2 * x;
  const rows = y1 - 2 * y;
  for (let row = 0; row < height; row++) {
    const upper = pixels.subarray(2 * row * columns, (2 * row + 1) * columns);
    const lower =
      2 * row + 1 < rows ? pixels.subarray((2 * row + 1) * columns, (2 * row + 2) * columns) : null;
    halveRowInto(out.subarray(row * width, (row + 1) * width), upper, lower, offset);
  }
  return out.buffer;
}

/** Columns x0 … x1 - 1 of rows y0 … y1 - 1 in native byte order. */
export function readRectangle(plane: Plane, x0: number, y0: number, x1: number, y1: number): PixelArray {
  const part = columnsOf(plane, x0, x1);
  const count = (x1 - x0) * (y1 - y0);
  const pixels = plane.pixelType === 'float32' ? new Float32Array(count) : new Float64Array(count);
  const bytes = new Uint8Array(pixels.buffer);
  withRows(part, (rows) => {
    if (rows.readInto(y0, y1, bytes) === 'native') return;
    const buffer = Buffer.from(pixels.buffer);
    if (bytesPerPixel(plane.pixelType) === 4) buffer.swap32();
    else buffer.swap64();
  });
  return pixels;
}
