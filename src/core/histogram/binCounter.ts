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

/** Steps by which bins are looked up, from the first edge to the last: of equal width, or ever wider. */
interface Steps {
  /** What the distance from the first edge to the last is divided into: the steps, where they are equal. */
  readonly lengths: number;
  /** Whether the step of a place, in lengths from the first edge, is told by the leading bits of 1 + place as float32. */
  readonly widen: boolean;
  /** The bin in which each step begins; two more of them. */
  readonly binAtStep: Int32Array;
}

/** Of widening steps: lengths to the last edge, and steps from each power of two to the next. */
const OCTAVES = 20;
const STEP_BITS = 10;
const MANTISSA_BITS = 23;
/** More bins in a step are worth another kind of steps. */
const FEW = 4;

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);
const BITS_OF_ONE = bitsOf(1);

function bitsOf(value: number): number {
  float[0] = value;
  return bits[0];
}

function equalSteps(edges: Float64Array): Steps {
  const lengths = Math.min(65_536, 4 * (edges.length - 1));
  return { lengths, widen: false, binAtStep: binsAtSteps(edges, lengths, lengths, (step) => step) };
}

function wideningSteps(edges: Float64Array): Steps {
  const lengths = 1 << OCTAVES;
  const placeOf = (step: number): number => {
    bits[0] = BITS_OF_ONE + (step << (MANTISSA_BITS - STEP_BITS));
    return float[0] - 1;
  };
  const binAtStep = binsAtSteps(edges, OCTAVES << STEP_BITS, lengths, placeOf);
  return { lengths, widen: true, binAtStep };
}

function binsAtSteps(
  edges: Float64Array,
  steps: number,
  lengths: number,
  placeOf: (step: number) => number,
): Int32Array {
  const last = edges.length - 2;
  const perLength = (edges[last + 1] - edges[0]) / lengths;
  const bins = new Int32Array(steps + 2).fill(last);
  for (let step = 0, bin = 0; step <= steps; step++) {
    while (bin < last && edges[bin + 1] <= edges[0] + placeOf(step) * perLength) bin++;
    bins[step] = bin;
  }
  return bins;
}

function mostBins({ binAtStep }: Steps): number {
  return binAtStep.reduce((most, bin, step) => Math.max(most, bin - (binAtStep[step - 1] ?? 0)), 0);
}

/** Counts exactly, whatever the edges.
 *
 * Method: a first guess by equal steps between the outer edges, then the edges themselves decide. A table gives, for
 * each of many steps, the bin in which the step begins, so that uneven edges take few comparisons too. Where many bins are in
 * one step, as of bins that widen from the first edge on, the steps widen as well; of many in one such step the right one is
 * found by halving. */
export function createBinCounter(edges: Float64Array): BinCounter {
  checkEdges(edges);
  const bins = edges.length - 1;
  const first = edges[0];
  const last = edges[bins];
  const equal = equalSteps(edges);
  const widens = mostBins(equal) > FEW && last - first < Infinity;
  const { lengths, widen, binAtStep } = widens ? wideningSteps(edges) : equal;
  const perUnit = lengths / (last - first);
  const counts = new Float64Array(bins);
  let below = 0;
  let above = 0;
  let nonFinite = 0;
  return {
    add(values, start, end) {
      for (let i = start; i < end; i++) {
        const value = values[i];
        if (value >= first && value <= last) {
          const place = (value - first) * perUnit;
          let step = place | 0;
          if (widen) {
            float[0] = 1 + place;
            step = (bits[0] - BITS_OF_ONE) >>> (MANTISSA_BITS - STEP_BITS);
          }
          let bin = binAtStep[step];
          for (let next = binAtStep[step + 1]; next - bin > FEW;) {
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
