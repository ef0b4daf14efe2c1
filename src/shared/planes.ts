import { AppError } from '../core/errors/index.ts';
import {
  hduLabel,
  imageShape,
  pixelBytes,
  pixelEncodingOf,
  pixelTypeOf,
  type Hdu,
  type PixelEncoding,
} from '../core/fits/index.ts';
import type { PixelType, PlaneShape } from '../core/reduce/index.ts';

/** What tells a file apart from a changed one of the same name. */
export interface FileIdentity {
  readonly path: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

/** A rectangle of a plane, 0-based. */
export interface PlaneWindow {
  readonly x0: number;
  readonly y0: number;
  readonly width: number;
  readonly height: number;
}

/** Pixels that stay in their file and are read by ranges. */
export interface FilePlane {
  readonly kind: 'file';
  readonly file: FileIdentity;
  readonly encoding: PixelEncoding;
  /** Byte of the plane's first pixel, and how many of the plane's bytes the file really holds. */
  readonly dataOffset: number;
  readonly availableBytes: number;
  readonly fullWidth: number;
  readonly fullHeight: number;
  readonly window: PlaneWindow;
  readonly pixelType: PixelType;
}

/** Pixels held in shared memory: native byte order, in strips of whole rows. */
export interface MemoryPlane {
  readonly kind: 'memory';
  readonly strips: readonly SharedArrayBuffer[];
  readonly rowsPerStrip: number;
  readonly fullWidth: number;
  readonly fullHeight: number;
  readonly window: PlaneWindow;
  readonly pixelType: PixelType;
}

/** Where the pixels of a plane are; a plain value that travels to any thread. */
export type Plane = FilePlane | MemoryPlane;

/** One huge buffer is refused by some hosts, so an image in memory is a list of strips of at most this size. */
const STRIP_BYTES = 256 * 2 ** 20;

export function bytesPerPixel(pixelType: PixelType): number {
  return pixelType === 'float32' ? 4 : 8;
}

/** The size and type of what is seen through a plane's window. */
export function planeShape(plane: Plane): PlaneShape {
  return { width: plane.window.width, height: plane.window.height, pixelType: plane.pixelType };
}

/** Strips for a plane of that size, zeroed. Sizes are checked against a budget by the caller. */
export function allocateMemoryPlane(width: number, height: number, pixelType: PixelType): MemoryPlane {
  const rowBytes = width * bytesPerPixel(pixelType);
  const rowsPerStrip = Math.max(1, Math.min(height, Math.floor(STRIP_BYTES / rowBytes)));
  const strips: SharedArrayBuffer[] = [];
  for (let y = 0; y < height; y += rowsPerStrip)
    strips.push(new SharedArrayBuffer(Math.min(rowsPerStrip, height - y) * rowBytes));
  return {
    kind: 'memory',
    strips,
    rowsPerStrip,
    fullWidth: width,
    fullHeight: height,
    window: { x0: 0, y0: 0, width, height },
    pixelType,
  };
}

/** A row segment of a plane in memory as a typed view; `y` and `x` count in the full plane. */
export function memoryRow(
  plane: MemoryPlane,
  y: number,
  x: number,
  length: number,
): Float32Array | Float64Array {
  const strip = plane.strips[Math.floor(y / plane.rowsPerStrip)]!;
  const at = ((y % plane.rowsPerStrip) * plane.fullWidth + x) * bytesPerPixel(plane.pixelType);
  return plane.pixelType === 'float32'
    ? new Float32Array(strip, at, length)
    : new Float64Array(strip, at, length);
}

/** A plane of an image HDU as it lies in its file; planes count from 1.
 *
 * Errors: `not-supported`, `no-image` or the HDU's own fault; `bad-argument` for a plane there is not. */
export function filePlane(file: FileIdentity, hdu: Hdu, planeNumber: number): FilePlane {
  const encoding = pixelEncodingOf(hdu);
  const { width, height, planes } = imageShape(hdu);
  if (planeNumber < 1 || planeNumber > planes)
    throw new AppError(
      'bad-argument',
      `${hduLabel(hdu)} has planes 1 to ${planes}; plane ${planeNumber} was asked for.`,
    );
  const bytes = width * height * pixelBytes(encoding);
  const before = (planeNumber - 1) * bytes;
  return {
    kind: 'file',
    file,
    encoding,
    dataOffset: hdu.dataOffset + before,
    availableBytes: Math.max(0, Math.min(bytes, hdu.availableBytes - before)),
    fullWidth: width,
    fullHeight: height,
    window: { x0: 0, y0: 0, width, height },
    pixelType: pixelTypeOf(encoding),
  };
}
