import { roundUpTo } from '../kernels/index.ts';
import type { Reduction } from '../reduce/index.ts';
import { compactChunks, createPeakStore, peaksIn, type PeakChunk } from './peakChunks.ts';
import { createPeakFinder } from './peakFinder.ts';
import { floorAndKept, floorForCap } from './pruneToCap.ts';

export const DEFAULT_PEAK_CAP = 4_000_000;

export interface PixelMaximaParams {
  /** Most peaks kept; above it the brightest stay. */
  readonly cap: number;
  /** Only peaks >= floor are kept; -Infinity for all. */
  readonly floor: number;
}

export interface PixelMaximaPartial {
  /** All local maxima, kept or not. */
  readonly count: number;
  /** Those >= floor. */
  readonly kept: number;
  readonly floor: number;
  /** All those >= floor, and perhaps some below it, which do not count. */
  readonly chunks: readonly PeakChunk[];
}

/** Every finite pixel that no finite pixel of its 3x3 neighbourhood inside the plane exceeds: ties and borders count.
 *
 * Method: the 3x3 maximum by columns, then rows; the peaks kept are those >= the smallest floor that at most `cap` of
 * all maxima reach, whatever the pieces and threads. Partial lists are pruned when they hold more than twice the cap.
 * Shape: a plane in; lists of pixel and value out, by row, then column.
 * Units: those of the pixels.
 * Non-finite: NaN and infinities are never a maximum and never hide one.
 * Border: pixels outside the plane do not count.
 * Errors: none.   Cost: about 0.7 ns a float32 pixel; 8 or 12 bytes for each peak kept, and twice the cap at most.
 * Source: scikit-image 0.4 to 0.7, morphology.is_local_maximum, without its NaN peaks.
 * Checked against: reference groups maxima (is_local_maximum) and seed, exact; real frames, exact. */
export const pixelMaxima: Reduction<PixelMaximaParams, PixelMaximaPartial, PixelMaximaPartial> = {
  halo: 1,
  start(params, plane, kernels) {
    const type = plane.pixelType;
    const find = createPeakFinder(type, plane.width, kernels);
    const store = createPeakStore(type, plane.width, plane.width * plane.height, kernels);
    let floor = roundUpTo(type, params.floor);
    let count = 0;
    let pruned: PeakChunk[] = [];
    let prunedPeaks = 0;
    return {
      piece(piece) {
        count += find(piece, floor, store);
        if (prunedPeaks + store.kept() <= 2 * params.cap) return;
        const chunks = [...pruned, ...store.take()];
        floor = Math.max(floor, floorForCap(type, valuesOf(chunks), params.cap));
        pruned = compactChunks(chunks, floor);
        prunedPeaks = peaksIn(pruned);
      },
      end() {
        const chunks = [...pruned, ...store.take()];
        return { count, kept: peaksIn(chunks), floor, chunks };
      },
    };
  },
  merge(upper, lower, params, plane) {
    const floor = Math.max(upper.floor, lower.floor);
    const all = [...upper.chunks, ...lower.chunks];
    const chunksAbove = upper.floor === lower.floor ? all : compactChunks(all, floor);
    const merged = {
      count: upper.count + lower.count,
      kept: peaksIn(chunksAbove),
      floor,
      chunks: chunksAbove,
    };
    if (merged.kept <= 2 * params.cap) return merged;
    const pruned = Math.max(floor, floorForCap(plane.pixelType, valuesOf(merged.chunks), params.cap));
    const chunks = compactChunks(merged.chunks, pruned);
    return { count: merged.count, kept: peaksIn(chunks), floor: pruned, chunks };
  },
  finish(partial, params, plane) {
    if (partial.kept <= params.cap) return partial;
    // Those below the new floor stay in the lists, where `pixelPeaksAbove` passes them over: moving millions costs more.
    const { floor, kept } = floorAndKept(plane.pixelType, valuesOf(partial.chunks), params.cap);
    return { ...partial, floor: Math.max(partial.floor, floor), kept };
  },
};

function valuesOf(chunks: readonly PeakChunk[]) {
  return chunks.map((chunk) => chunk.value);
}
