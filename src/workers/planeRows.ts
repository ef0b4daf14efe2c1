import { decodePixelsInto, pixelBytes } from '../core/fits/index.ts';
import type { PixelArray, RowProvider } from '../core/reduce/index.ts';
import {
  bytesPerPixel,
  memoryRow,
  planeShape,
  type FilePlane,
  type MemoryPlane,
  type Plane,
} from '../shared/planes.ts';
import { withFile, type OpenedFile } from './files.ts';

/** Lends the rows of a plane, from its file or from memory, for as long as `work` takes. */
export function withRows<T>(plane: Plane, work: (rows: RowProvider) => T): T {
  if (plane.kind === 'memory') return work(memoryRows(plane));
  return withFile(plane.file, (file) => work(fileRows(plane, file)));
}

/** Columns x0 … x1 - 1 of a plane as a plane of its own. */
export function columnsOf(plane: Plane, x0: number, x1: number): Plane {
  return { ...plane, window: { ...plane.window, x0: plane.window.x0 + x0, width: x1 - x0 } };
}

function memoryRows(plane: MemoryPlane): RowProvider {
  const { window } = plane;
  return {
    shape: planeShape(plane),
    row: (y) => memoryRow(plane, window.y0 + y, window.x0, window.width),
    readInto(y0, y1, target) {
      const rowBytes = window.width * bytesPerPixel(plane.pixelType);
      // Rows that lie side by side are copied at once.
      const whole = window.width === plane.fullWidth;
      for (let y = y0; y < y1;) {
        const at = (window.y0 + y) % plane.rowsPerStrip;
        const rows = whole ? Math.min(y1 - y, plane.rowsPerStrip - at) : 1;
        const first = memoryRow(plane, window.y0 + y, window.x0, window.width);
        target.set(new Uint8Array(first.buffer, first.byteOffset, rows * rowBytes), (y - y0) * rowBytes);
        y += rows;
      }
      return 'native';
    },
  };
}

/** Float images without scaling go as they lie in the file; everything else is decoded on the way. */
function fileRows(plane: FilePlane, file: OpenedFile): RowProvider {
  const raw = isRaw(plane);
  let scratch = new Uint8Array(0);
  return {
    shape: planeShape(plane),
    readInto(y0, y1, target) {
      if (raw) {
        const got = readStored(plane, file, y0, y1, target);
        if (got === target.byteLength) return 'big-endian';
        fillMissing(target, got, plane);
        return 'big-endian';
      }
      const bytes = (y1 - y0) * plane.window.width * pixelBytes(plane.encoding);
      if (scratch.byteLength < bytes) scratch = new Uint8Array(bytes);
      const stored = scratch.subarray(0, bytes);
      const got = readStored(plane, file, y0, y1, stored);
      decodePixelsInto(pixelsOf(plane, target), stored.subarray(0, got), plane.encoding);
      return 'native';
    },
  };
}

function isRaw({ encoding, pixelType }: FilePlane): boolean {
  const wanted = pixelType === 'float32' ? -32 : -64;
  return encoding.bitpix === wanted && encoding.bscale === 1 && encoding.bzero === 0;
}

/** Reads the stored bytes of rows of the window; answers how many, from the start, the file holds. */
function readStored(plane: FilePlane, file: OpenedFile, y0: number, y1: number, target: Uint8Array): number {
  const { window, fullWidth } = plane;
  const size = pixelBytes(plane.encoding);
  const read = (pixel: number, into: Uint8Array): number => {
    const there = Math.max(0, Math.min(into.byteLength, plane.availableBytes - pixel * size));
    return there === 0 ? 0 : file.readInto(plane.dataOffset + pixel * size, into.subarray(0, there));
  };
  if (window.width === fullWidth) return read((window.y0 + y0) * fullWidth, target);
  const rowBytes = window.width * size;
  for (let y = y0; y < y1; y++) {
    const at = (y - y0) * rowBytes;
    const got = read((window.y0 + y) * fullWidth + window.x0, target.subarray(at, at + rowBytes));
    // Later rows lie further on in the file, so there is nothing after the first that is cut.
    if (got < rowBytes) return at + got;
  }
  return target.byteLength;
}

/** Pixels that the file does not hold are missing: NaN, whose big-endian bytes start with 0x7f (or 0xff) 0xc0 or 0xf8. */
function fillMissing(target: Uint8Array, from: number, plane: FilePlane): void {
  const size = pixelBytes(plane.encoding);
  const start = Math.floor(from / size) * size;
  target.fill(0, start);
  for (let at = start; at < target.byteLength; at += size) {
    target[at] = 0x7f;
    target[at + 1] = size === 4 ? 0xc0 : 0xf8;
  }
}

function pixelsOf(plane: FilePlane, target: Uint8Array): PixelArray {
  return plane.pixelType === 'float32'
    ? new Float32Array(target.buffer, target.byteOffset, target.byteLength / 4)
    : new Float64Array(target.buffer, target.byteOffset, target.byteLength / 8);
}
