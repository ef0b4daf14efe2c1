import type { PixelExtrema } from '../core/operations/index.ts';
import type { OrderStatistics } from '../core/percentile/index.ts';
import type { PeakChunk, PlateauStars } from '../core/detect/index.ts';
import type { FilePlane, MemoryPlane, Plane } from '../shared/planes.ts';
import { bytesPerPixel } from '../shared/planes.ts';

/** What is known of the pixels below an image's deferred maps; each is computed once and kept. */
export interface PixelFacts {
  extrema?: PixelExtrema;
  readonly percentiles: Map<number, OrderStatistics>;
  readonly maxima: Map<string, MaximaFact>;
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

/** The pixels of a section of a source: in their file, and, once loaded, in memory with a pyramid. */
export interface BasePixels {
  readonly key: string;
  readonly file: FilePlane;
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

/** Where the pixels are read from fastest. */
export function readablePlane(base: BasePixels): Plane {
  return base.memory ?? base.file;
}

/** Bytes of shared memory the pixels take up now. */
export function heldBytes(base: BasePixels): number {
  const planes = [...(base.memory ? [base.memory] : []), ...(base.pyramid ?? [])];
  return planes.reduce(
    (sum, plane) => sum + planeBytes(plane.fullWidth, plane.fullHeight, plane.pixelType),
    0,
  );
}

export function planeBytes(width: number, height: number, pixelType: 'float32' | 'float64'): number {
  return width * height * bytesPerPixel(pixelType);
}
