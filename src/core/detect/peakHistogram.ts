import { addedCounts, createBinCounter, type BinCounts } from '../histogram/index.ts';
import type { Reduction } from '../reduce/index.ts';
import { createPeakStore } from './peakChunks.ts';
import { createPeakFinder } from './peakFinder.ts';

export interface PeakHistogramParams {
  /** Increasing pixel values, at least two. */
  readonly edges: Float64Array;
}

/** Exact histogram of the values of all local maxima (those of `pixelMaxima`), for images with more than can be kept.
 *
 * Method: peaks are found piece by piece and counted at once.
 * Shape: a plane and n + 1 edges in, n counts out.
 * Units: edges in those of the pixels.
 * Non-finite: never a maximum; `nonFinite` is 0.
 * Border: pixels outside the plane do not count.
 * Errors: bad-argument for edges that do not increase.   Cost: that of `pixelMaxima`, and a few ns a peak.
 * Source: as `pixelMaxima`.
 * Checked against: the histogram of the peaks themselves, by property tests. */
export const peakHistogram: Reduction<PeakHistogramParams, BinCounts, BinCounts> = {
  halo: 1,
  start(params, plane, kernels) {
    const counter = createBinCounter(params.edges);
    const find = createPeakFinder(plane.pixelType, plane.width, kernels);
    const store = createPeakStore(plane.pixelType, plane.width, plane.width * plane.height, kernels);
    return {
      piece(piece) {
        find(piece, -Infinity, store);
        for (const { value } of store.take()) counter.add(value, 0, value.length);
      },
      end: () => counter.counts(),
    };
  },
  merge: addedCounts,
  finish: (partial) => partial,
};
