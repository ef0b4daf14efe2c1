import { pixelView, bytesPerPixel } from '../kernels/index.ts';
import type { Reduction } from '../reduce/index.ts';
import { addDigits, type KeyPrefix } from './keyDigits.ts';
import { valueScan, type ValueScanParams, type ValueScanPartial } from './valueScan.ts';

/** One pass of the percentile computation: tails first; digits of keys where the tails did not do. */
export type PercentileParams =
  | ({ readonly kind: 'tails' } & ValueScanParams)
  | { readonly kind: 'digits'; readonly prefixes: readonly KeyPrefix[] };

export type PercentilePartial =
  | ({ readonly kind: 'tails' } & ValueScanPartial)
  | {
      readonly kind: 'digits';
      /** For each prefix, how many finite values follow it with each digit. */
      readonly counts: readonly Float64Array[];
    };

/** The reduction that `percentilePlan` runs, once or several times.
 *
 * Method: `tails` is `valueScan`; `digits` counts the next 16 bits of the keys of the values that begin with each prefix.
 * Shape: a plane in, lists or histograms out.
 * Units: those of the pixels.
 * Non-finite: left out.
 * Border: none.
 * Errors: none.   Cost: one look at every pixel for the tails; per prefix, one look at every pixel and 512 KiB.
 * Source: radix selection, Knuth, The Art of Computer Programming 3, 5.2.5.
 * Checked against: sorting, by property tests. */
export const percentilePass: Reduction<PercentileParams, PercentilePartial, PercentilePartial> = {
  halo: 0,
  start(params, plane, kernels) {
    if (params.kind === 'tails') {
      const reducer = valueScan.start(params, plane, kernels);
      return { piece: reducer.piece, end: () => ({ kind: 'tails', ...reducer.end() }) };
    }
    const type = plane.pixelType;
    const counts = params.prefixes.map(() => new Float64Array(65_536));
    return {
      piece({ pointer, haloTop, width, y0, y1 }) {
        const first = pointer + haloTop * width * bytesPerPixel(type);
        const pixels = pixelView(type, kernels.memory.buffer, first, (y1 - y0) * width);
        params.prefixes.forEach((prefix, i) => addDigits(type, pixels, 0, pixels.length, prefix, counts[i]));
      },
      end: () => ({ kind: 'digits', counts }),
    };
  },
  merge(upper, lower, params, plane) {
    if (upper.kind === 'tails' && lower.kind === 'tails' && params.kind === 'tails') {
      return { kind: 'tails', ...valueScan.merge(upper, lower, params, plane) };
    }
    if (upper.kind === 'digits' && lower.kind === 'digits') {
      return {
        kind: 'digits',
        counts: upper.counts.map((counts, i) => counts.map((count, digit) => count + lower.counts[i][digit])),
      };
    }
    throw new Error('Partial results of different passes were merged.');
  },
  finish: (partial) => partial,
};
