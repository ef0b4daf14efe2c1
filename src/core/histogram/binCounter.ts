import { AppError } from '../errors/index.ts';
import type { PixelArray } from '../kernels/index.ts';

/** Counts of finite values by bin: bin i holds edges[i] <= v < edges[i + 1], the last one also its upper edge. */
export interface BinCounts {
  readonly counts: Float64Array;
  readonly below: number;
  readonly above: number;
  readonly nonFinite: number;
}

export interface BinCounter {
  add(values: PixelArray, start: number, end: number): void;
  counts(): BinCounts;
}

function checkEdges(edges: Float64Array): void {
  const rising = edges.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]));
  if (edges.length < 2 || !rising) {
    throw new AppError('bad-argument', 'A histogram needs at least two edges, finite and increasing.');
  }
}

/** Counts exactly, whatever the edges.
 *
 * Method: a first guess by equal steps between the outer edges, then the edges themselves decide. A table gives, for
 * each of many equal steps, the bin in which the step begins, so that uneven edges take few comparisons too; of many bins
 * in one step the right one is found by halving. */
export function createBinCounter(edges: Float64Array): BinCounter {
  checkEdges(edges);
  const bins = edges.length - 1;
  const first = edges[0];
  const last = edges[bins];
  const steps = Math.min(65_536, 4 * bins);
  const perStep = steps / (last - first);
  const binAtStep = new Int32Array(steps + 2).fill(bins - 1);
  for (let step = 0, bin = 0; step <= steps; step++) {
    while (bin < bins - 1 && edges[bin + 1] <= first + step / perStep) bin++;
    binAtStep[step] = bin;
  }
  const counts = new Float64Array(bins);
  let below = 0;
  let above = 0;
  let nonFinite = 0;
  return {
    add(values, start, end) {
      for (let i = start; i < end; i++) {
        const value = values[i];
        if (value >= first && value <= last) {
          const step = ((value - first) * perStep) | 0;
          let bin = binAtStep[step];
          for (let next = binAtStep[step + 1]; next - bin > 4;) {
            const middle = (bin + next) >>> 1;
            if (value < edges[middle]) next = middle;
            else bin = middle;
          }
          while (bin < bins - 1 && value >= edges[bin + 1]) bin++;
          while (value < edges[bin]) bin--;
          counts[bin]++;
        } else if (value - value !== 0) nonFinite++;
        else if (value < first) below++;
        else above++;
      }
    },
    counts: () => ({ counts: counts.slice(), below, above, nonFinite }),
  };
}

export function addedCounts(a: BinCounts, b: BinCounts): BinCounts {
  return {
    counts: a.counts.map((count, i) => count + b.counts[i]),
    below: a.below + b.below,
    above: a.above + b.above,
    nonFinite: a.nonFinite + b.nonFinite,
  };
}
