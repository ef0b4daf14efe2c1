import { sourceIndices, type ExtendMode } from './extend.ts';
import { bytesPerPixel, pixelView, type Kernels, type PixelArray, type PixelType } from '../kernels/index.ts';
import type { RowProvider } from '../reduce/index.ts';
import type { Strip } from './strip.ts';

export interface StripRequest {
  readonly y0: number;
  readonly y1: number;
  readonly haloX: number;
  readonly haloY: number;
  readonly mode: ExtendMode;
  readonly cval: number;
  /** Pixels are converted to it. */
  readonly pixelType: PixelType;
}

/** Reads rows y0 … y1 - 1 of a plane and what surrounds them into the kernels' memory, where they stay until it is released.
 *
 * Beyond its border the image goes on by `mode`, in both directions (the corners too). Rows far away that `wrap` asks for
 * are read one by one.
 * Errors: what the provider throws; over-budget where the strip is larger than the kernels' memory.
 * Cost: one copy of the pixels. */
export function fillStrip(rows: RowProvider, request: StripRequest, kernels: Kernels): Strip {
  const { y0, y1, haloX, haloY, mode, cval, pixelType } = request;
  const { width, height } = rows.shape;
  const outer = width + 2 * haloX;
  const count = y1 - y0 + 2 * haloY;
  const pointer = kernels.allocate(outer * count * bytesPerPixel(pixelType));
  const first = Math.max(0, y0 - haloY);
  const last = Math.min(height, y1 + haloY);
  const mark = kernels.mark();
  try {
    const read = rowReader(rows, kernels, Math.max(last - first, 1));
    const columns = sourceIndices(width, haloX, mode);
    const lines = sourceIndices(height, haloY, mode);
    const held = read(first, last);
    const target = pixelView(pixelType, kernels.memory.buffer, pointer, outer * count);
    for (let i = 0; i < count; i++) {
      const line = lines[y0 + i]!;
      const out = i * outer;
      if (line < 0) {
        target.fill(cval, out, out + outer);
        continue;
      }
      const at = line >= first && line < last ? (line - first) * width : -1;
      const source = at >= 0 ? held : read.apart(line);
      const from = Math.max(at, 0);
      target.set(source.subarray(from, from + width), out + haloX);
      for (let x = 0; x < haloX; x++) {
        const left = columns[x]!;
        const right = columns[haloX + width + x]!;
        target[out + x] = left < 0 ? cval : source[from + left]!;
        target[out + haloX + width + x] = right < 0 ? cval : source[from + right]!;
      }
    }
  } finally {
    kernels.release(mark);
  }
  return stripAt(kernels, { width, rows: y1 - y0, haloX, haloY, pixelType, pointer });
}

/** A strip (or, without halo, a result) that lies at `pointer`. */
export function stripAt(kernels: Kernels, place: Omit<Strip, 'pixels'>): Strip {
  const { width, rows, haloX, haloY, pixelType, pointer } = place;
  const count = (width + 2 * haloX) * (rows + 2 * haloY);
  let view: PixelArray | undefined;
  return {
    ...place,
    get pixels() {
      if (view?.buffer !== kernels.memory.buffer)
        view = pixelView(pixelType, kernels.memory.buffer, pointer, count);
      return view;
    },
  };
}

interface RowReader {
  (y0: number, y1: number): PixelArray;
  /** One more row; the one asked for last is gone. */
  apart(y: number): PixelArray;
}

function rowReader(rows: RowProvider, kernels: Kernels, most: number): RowReader {
  const { width, pixelType } = rows.shape;
  const rowBytes = width * bytesPerPixel(pixelType);
  const main = kernels.allocate(most * rowBytes);
  const single = kernels.allocate(rowBytes);
  const read = (y0: number, y1: number, pointer: number): PixelArray => {
    const bytes = (y1 - y0) * rowBytes;
    const order = rows.readInto(y0, y1, new Uint8Array(kernels.memory.buffer, pointer, bytes));
    if (order === 'big-endian') kernels.swap(pixelType, pointer, (y1 - y0) * width);
    return pixelView(pixelType, kernels.memory.buffer, pointer, (y1 - y0) * width);
  };
  return Object.assign((y0: number, y1: number) => read(y0, y1, main), {
    apart: (y: number) => read(y, y + 1, single),
  });
}
