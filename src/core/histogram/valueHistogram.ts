import type { Reduction } from '../reduce/index.ts';
import { addedCounts, createBinCounter, type BinCounts } from './binCounter.ts';

export interface ValueHistogramParams {
  /** Increasing, finite, at least two. */
  readonly edges: Float64Array;
}

/** Exact histogram of the pixel values over any increasing edges.
 *
 * Method: bins are closed below and open above, the last one closed, as numpy.histogram has it; comparisons in double.
 * Shape: a plane and n + 1 edges in, n counts out, with the numbers of pixels below, above and not finite.
 * Units: edges in those of the pixels.
 * Non-finite: counted apart.
 * Border: none.
 * Errors: bad-argument for edges that do not increase.   Cost: a few ns a pixel; up to 256 KiB.
 * Source: plain definition.
 * Checked against: the naive version in test/support/naive, by property tests. */
export const valueHistogram: Reduction<ValueHistogramParams, BinCounts, BinCounts> = {
  halo: 0,
  start(params) {
    const counter = createBinCounter(params.edges);
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        counter.add(pixels, haloTop * width, (haloTop + y1 - y0) * width);
      },
      end: () => counter.counts(),
    };
  },
  merge: addedCounts,
  finish: (partial) => partial,
};
