import { AppError } from '../core/errors/index.ts';
import type { PixelExtrema, Facts } from '../core/operations/index.ts';
import type { OrderStatistics } from '../core/percentile/index.ts';
import type { PeakChunk, PlateauStars } from '../core/detect/index.ts';
import type { PixelType } from '../core/reduce/index.ts';
import type { FilePlane, MemoryPlane, Plane, PlaneWindow } from '../shared/planes.ts';
import { bytesPerPixel } from '../shared/planes.ts';
import type { ImageComputation } from './imageComputation.ts';

/** What is known of the pixels below an image's deferred maps; each is computed once and kept. */
export interface PixelFacts {
  extrema?: PixelExtrema;
  readonly percentiles: Map<number, OrderStatistics>;
  readonly maxima: Map<string, MaximaFact>;
  /** What the operation that made these pixels found of its input (a threshold, say). */
  prepared?: Facts;
  /** What reductions of the pixels gave, by their names and parameters. */
  reduced?: Map<string, unknown>;
  /** Those that are being computed. */
  beingReduced?: Map<string, Promise<unknown>>;
}

/** All local maxima of the pixels, the brightest kept: as lists of pixels, or, one a plateau, as columns. */
export type MaximaFact = {
  /** All of them, exactly. */
  readonly count: number;
  readonly kept: number;
  /** Every maximum at or above it is kept; -Infinity when all are. */
  readonly floor: number;
  /** Whether as many are kept as the cap allows; false where only those were that may pass a cut. */
  readonly complete: boolean;
} & (
  | { readonly chunks: readonly PeakChunk[]; readonly stars: null }
  | { readonly chunks: null; readonly stars: PlateauStars }
);

/** Pixels: of a section of a source, in its file, or computed from other pixels; once loaded, in memory with a pyramid. */
export interface BasePixels {
  readonly key: string;
  /** Their place in the image that the WCS belongs to. */
  readonly window: PlaneWindow;
  readonly pixelType: PixelType;
  /** Of computed pixels: null until they are made, and while they are in memory alone. */
  file: FilePlane | null;
  /** How they are made; null for those of a source and for sections. */
  readonly computation: ImageComputation | null;
  /** Of a section of computed pixels: what it is a section of. */
  readonly whole: BasePixels | null;
  /** Null while not loaded, and for images over the memory budget. */
  memory: MemoryPlane | null;
  /** Null while not loaded. */
  pyramid: readonly MemoryPlane[] | null;
  /** Subtracted from pixels in tiles and pyramid. */
  offset: number;
  readonly facts: PixelFacts;
  /** Work on these pixels goes one after another, so that nothing is computed twice. */
  queue: Promise<unknown>;
}

/** Whether the pixels are there to be read. */
export function isMade(base: BasePixels): boolean {
  return base.memory !== null || base.file !== null;
}

/** Where the pixels are read from fastest. */
export function readablePlane(base: BasePixels): Plane {
  const plane = base.memory ?? base.file;
  if (!plane) throw new AppError('not-found', 'Those pixels are not at hand; evaluate the image again.');
  return plane;
}

/** The file, where only it has every digit of the values (64-bit integers); else null. */
export function exactPlane({ file }: BasePixels): FilePlane | null {
  return file?.encoding.bitpix === 64 ? file : null;
}

/** Whether the values are whole numbers by the way they are stored. */
export function holdsIntegers({ file, computation }: BasePixels): boolean {
  if (computation || !file) return false;
  const { bitpix, bscale, bzero } = file.encoding;
  return bitpix > 0 && bscale === 1 && Number.isInteger(bzero);
}

/** Bytes of shared memory the pixels take up now. */
export function heldBytes(base: BasePixels): number {
  // A section lies in the memory of what it is a section of.
  const planes = [...(base.memory && !base.whole ? [base.memory] : []), ...(base.pyramid ?? [])];
  return planes.reduce(
    (sum, plane) => sum + planeBytes(plane.fullWidth, plane.fullHeight, plane.pixelType),
    0,
  );
}

export function planeBytes(width: number, height: number, pixelType: PixelType): number {
  return width * height * bytesPerPixel(pixelType);
}
