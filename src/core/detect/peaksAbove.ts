import { newPixels, PEAK_BLOCK, type PixelArray, type PixelType } from '../kernels/index.ts';
import type { PeakChunk } from './peakChunks.ts';
import type { PixelMaximaPartial } from './pixelMaxima.ts';

/** Peaks as columns, by y, then x; 0-based pixels. */
export interface PeakColumns {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly value: PixelArray;
}

/** The kept peaks >= threshold, as columns. Blocks whose maximum is below it are passed over. */
export function pixelPeaksAbove(
  { chunks, floor }: Pick<PixelMaximaPartial, 'chunks' | 'floor'>,
  width: number,
  threshold: number,
  type: PixelType,
): PeakColumns {
  const limit = Math.max(threshold, floor);
  const chosen = chunks.map((chunk) => indicesAbove(chunk, limit));
  const count = chosen.reduce((sum, { length }) => sum + length, 0);
  const columns = { x: new Float64Array(count), y: new Float64Array(count), value: newPixels(type, count) };
  let row = 0;
  chunks.forEach(({ y0, offset, value }, chunk) => {
    for (const i of chosen[chunk]) {
      const y = Math.floor(offset[i] / width);
      columns.x[row] = offset[i] - y * width;
      columns.y[row] = y0 + y;
      columns.value[row] = value[i];
      row++;
    }
  });
  return columns;
}

function indicesAbove({ value, blockMaximum }: PeakChunk, threshold: number): Uint32Array {
  let indices = new Uint32Array(1024);
  let count = 0;
  for (let block = 0; block < blockMaximum.length; block++) {
    if (!(blockMaximum[block] >= threshold)) continue;
    if (count + PEAK_BLOCK > indices.length) indices = grown(indices);
    const end = Math.min(value.length, (block + 1) * PEAK_BLOCK);
    for (let i = block * PEAK_BLOCK; i < end; i++) if (value[i] >= threshold) indices[count++] = i;
  }
  return indices.subarray(0, count);
}

function grown(indices: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(4 * indices.length);
  larger.set(indices);
  return larger;
}
