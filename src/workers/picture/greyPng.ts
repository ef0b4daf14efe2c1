import { PNG } from 'pngjs';
import type { JobInput } from '../../shared/jobs.ts';
import { planeShape } from '../../shared/planes.ts';
import { readRectangle } from '../tile.ts';

const WHITE = 65535;
const GREY = 0;
/** Rows read at a time. */
const ROWS = 64;

/** A plane as a PNG picture of 16-bit grey, first row of the image at the bottom. */
export function greyPng({ plane, low, high }: JobInput<'greyPng'>): Uint8Array {
  const { width, height } = planeShape(plane);
  const samples = new Uint16Array(width * height);
  const scale = high > low ? WHITE / (high - low) : 0;
  for (let y0 = 0; y0 < height; y0 += ROWS) {
    const y1 = Math.min(height, y0 + ROWS);
    const pixels = readRectangle(plane, 0, y0, width, y1);
    for (let y = y0; y < y1; y++)
      for (let x = 0, from = (y - y0) * width, to = (height - 1 - y) * width; x < width; x++, from++, to++) {
        const grey = Math.round((pixels[from]! - low) * scale);
        samples[to] = grey >= 0 ? Math.min(grey, WHITE) : 0;
      }
  }
  const png = new PNG({ width: 1, height: 1 });
  Object.assign(png, { width, height, data: Buffer.from(samples.buffer) });
  return PNG.sync.write(png, {
    bitDepth: 16,
    colorType: GREY,
    inputColorType: GREY,
    inputHasAlpha: false,
    deflateLevel: 6,
  });
}
