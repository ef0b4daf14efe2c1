import { sourceIndices, type ExtendMode } from './extend.ts';
import { bytesPerPixel, pixelView, type Kernels, type PixelArray, type PixelType } from '../kernels/index.ts';
import type { RowProvider } from '../reduce/index.ts';
import type { Strip } from './strip.ts';

const WORD_BYTES = 8;

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
 * Cost: one copy of the pixels; two where they come from a file and there is a halo to their sides. */
export function fillStrip(rows: RowProvider, request: StripRequest, kernels: Kernels): Strip {
  const { y0, y1, haloX, haloY, mode, cval, pixelType } = request;
  const { width, height } = rows.shape;
  const outer = width + 2 * haloX;
  const count = y1 - y0 + 2 * haloY;
  const bytes = bytesPerPixel(pixelType);
  // Copies between threads' memory are slow unless both sides begin at whole words.
  const shift = (haloX * bytes) % WORD_BYTES;
  const pointer = kernels.allocate(outer * count * bytes + shift) + shift;
  const first = Math.max(0, y0 - haloY);
  const last = Math.min(height, y1 + haloY);
  const mark = kernels.mark();
  try {
    const packed = haloX === 0 && rows.shape.pixelType === pixelType;
    const read = rowReader(rows, kernels, packed ? 0 : last - first);
    const columns = sourceIndices(width, haloX, mode);
    const lines = sourceIndices(height, haloY, mode);
    const place = pointer + (first - y0 + haloY) * outer * bytes;
    const held = packed ? read.into(first, last, place) : read.rows(first, last);
    const target = pixelView(pixelType, kernels.memory.buffer, pointer, outer * count);
    for (let i = 0; i < count; i++) {
      const line = lines[y0 + i]!;
      const out = i * outer;
      if (line < 0) {
        target.fill(cval, out, out + outer);
        continue;
      }
      const near = line >= first && line < last;
      // Rows that were read into the strip are where they belong.
      if (packed && near && i === line - y0 + haloY) continue;
      target.set(near ? held(line - first) : read.apart(line), out + haloX);
      fillSides(target, out, width, haloX, columns, cval);
    }
  } finally {
    kernels.release(mark);
  }
  return stripAt(kernels, { width, rows: y1 - y0, haloX, haloY, pixelType, pointer });
}

function fillSides(
  target: PixelArray,
  out: number,
  width: number,
  haloX: number,
  columns: Int32Array,
  cval: number,
): void {
  const from = out + haloX;
  for (let x = 0; x < haloX; x++) {
    const left = columns[x]!;
    const right = columns[haloX + width + x]!;
    target[out + x] = left < 0 ? cval : target[from + left]!;
    target[from + width + x] = right < 0 ? cval : target[from + right]!;
  }
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

/** Gives rows by their number from the first one on. */
type Rows = (row: number) => PixelArray;

interface RowReader {
  /** Rows y0 … y1 - 1 as they lie in memory already, or read to where they stay. */
  rows(y0: number, y1: number): Rows;
  /** The same, read to a byte address. */
  into(y0: number, y1: number, pointer: number): Rows;
  /** One more row; the one asked for last is gone. */
  apart(y: number): PixelArray;
}

/** `most`: how many rows are asked for at once, with no place given. */
function rowReader(rows: RowProvider, kernels: Kernels, most: number): RowReader {
  const { width, pixelType } = rows.shape;
  const rowBytes = width * bytesPerPixel(pixelType);
  const into = (y0: number, y1: number, pointer: number): Rows => {
    const count = Math.max(0, y1 - y0);
    const target = new Uint8Array(kernels.memory.buffer, pointer, count * rowBytes);
    const order = rows.readInto(y0, y0 + count, target);
    if (order === 'big-endian') kernels.swap(pixelType, pointer, count * width);
    const pixels = pixelView(pixelType, kernels.memory.buffer, pointer, count * width);
    return (row) => pixels.subarray(row * width, (row + 1) * width);
  };
  const row = rows.row?.bind(rows);
  if (row) return { into, rows: (y0) => (i) => row(y0 + i), apart: row };
  // Memory must not grow once there are views of it.
  const main = kernels.allocate(Math.max(0, most) * rowBytes);
  const single = kernels.allocate(rowBytes);
  return {
    into,
    rows: (y0, y1) => into(y0, y1, main),
    apart: (y) => into(y, y + 1, single)(0),
  };
}
