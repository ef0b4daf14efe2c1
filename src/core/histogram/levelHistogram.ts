import type { Reduction } from '../reduce/index.ts';

export interface LevelHistogramParams {
  /** Finite and never falling, in nearly equal steps, at least two. Equal ones hold an empty bin between them. */
  readonly edges: Float64Array;
}

/** Counts of the pixel values in equal bins between two values.
 *
 * Method: the bin is guessed from the distance to the first edge; the edges themselves decide, as in numpy.histogram.
 * Shape:  a plane and n + 1 edges in, n counts out.
 * Units:  edges in those of the pixels.
 * Non-finite and masked: left out, and so are values outside the edges.
 * Border: none.
 * Errors: none.   Cost: about 2 ns a pixel; 12 bytes a bin.
 * Source: plain definition.
 * Checked against: numpy 1.24 through skimage 0.19.3, group otsu of the reference data, exact. */
export const levelHistogram: Reduction<LevelHistogramParams, Float64Array, Float64Array> = {
  halo: 0,
  start({ edges }) {
    const bins = edges.length - 1;
    const first = edges[0];
    const last = edges[bins];
    const perUnit = bins / (last - first);
    const counts = new Float64Array(bins);
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        const end = (haloTop + y1 - y0) * width;
        for (let i = haloTop * width; i < end; i++) {
          const value = pixels[i];
          if (!(value >= first && value <= last)) continue;
          let bin = ((value - first) * perUnit) | 0;
          if (bin >= bins) bin = bins - 1;
          while (value < edges[bin]) bin--;
          while (value >= edges[bin + 1] && bin < bins - 1) bin++;
          counts[bin]++;
        }
      },
      end: () => counts,
    };
  },
  merge: summed,
  finish: (counts) => counts,
};

export interface IntegerHistogramParams {
  /** The value of the first bin. */
  readonly first: number;
  readonly bins: number;
}

/** How often each whole number occurs.
 *
 * Method: the value less the first is the bin.
 * Shape:  a plane of whole numbers in, one count for each of `bins` numbers from `first` on out.
 * Units:  those of the pixels.
 * Non-finite and masked: left out, and so are values outside the bins; fractions are cut off.
 * Border: none.
 * Errors: none.   Cost: about 1 ns a pixel; 8 bytes a bin.
 * Source: plain definition.
 * Checked against: skimage 0.19.3, group otsu of the reference data, exact. */
export const integerHistogram: Reduction<IntegerHistogramParams, Float64Array, Float64Array> = {
  halo: 0,
  start({ first, bins }) {
    const counts = new Float64Array(bins);
    return {
      piece({ pixels, haloTop, width, y0, y1 }) {
        const end = (haloTop + y1 - y0) * width;
        for (let i = haloTop * width; i < end; i++) {
          const bin = pixels[i] - first;
          if (bin >= 0 && bin < bins) counts[bin | 0]++;
        }
      },
      end: () => counts,
    };
  },
  merge: summed,
  finish: (counts) => counts,
};

function summed(upper: Float64Array, lower: Float64Array): Float64Array {
  return upper.map((count, i) => count + lower[i]);
}
