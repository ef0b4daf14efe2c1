import { invariant } from '../errors/index.ts';
import type { PixelType } from '../kernels/index.ts';
import type { MultiPass, MultiPassStep } from '../reduce/index.ts';
import { digitsPerKey, type KeyPrefix } from './keyDigits.ts';
import { ranksOfPercent, type OrderStatistics } from './orderStatistics.ts';
import type { PercentileParams, PercentilePartial } from './percentilePass.ts';
import type { Brackets } from './sampleBrackets.ts';
import { selectPair } from './quickSelect.ts';
import { digitAtRank, valueOfKey } from './selectRank.ts';
import type { ValueScanPartial } from './valueScan.ts';

/** Most values kept for each tail, over the whole plane. */
export const TAIL_CAP = 2 ** 22;

export interface Percentiles {
  readonly finite: number;
  readonly nonFinite: number;
  /** Over the finite pixels; Infinity and -Infinity where there are none. */
  readonly minimum: number;
  readonly maximum: number;
  /** One for each percentile asked for, in their order; empty when no pixel is finite. */
  readonly statistics: readonly OrderStatistics[];
}

type Step = MultiPassStep<PercentileParams, PercentilePartial, Percentiles>;
type Plan = MultiPass<PercentileParams, PercentilePartial, Percentiles>;

/** A plan (see MultiPass) for exact percentiles of the finite pixels; its reduction is `percentilePass`.
 *
 * Method: the first pass counts, finds the extremes and collects the values outside `brackets`; a percentile whose two
 * order statistics lie among those is done. The others, if any, take one pass for each 16-bit digit of their keys.
 * Shape: percentiles in, order statistics out.
 * Units: percent; those of the pixels.
 * Non-finite: left out; with no finite pixel there are no order statistics.
 * Border: none.
 * Errors: bad-argument for a percentile outside 0 … 100.   Cost: one pass; 3 (float32) or 5 (float64) when brackets miss.
 * Source: radix selection, Knuth, The Art of Computer Programming 3, 5.2.5; numpy's method `linear`.
 * Checked against: numpy.nanpercentile, reference group percentile, rtol 1e-12. */
export function percentilePlan(percents: readonly number[], brackets: Brackets, pixelType: PixelType): Plan {
  for (const percent of percents) ranksOfPercent(percent, 1);
  return {
    params: { kind: 'tails', low: brackets.low, high: brackets.high, cap: TAIL_CAP },
    next(merged) {
      invariant(merged.kind === 'tails', 'the first pass collects tails');
      const { finite, nonFinite, minimum, maximum } = merged;
      const values = new Map<number, number>();
      const finished = (): Percentiles => ({
        finite,
        nonFinite,
        minimum,
        maximum,
        statistics:
          finite === 0 ? [] : percents.map((percent) => statisticsOf(percent, finite, values, pixelType)),
      });
      if (finite === 0) return { done: true, result: finished() };
      const open = new Set<number>();
      for (const percent of percents) {
        const { lower, upper } = ranksOfPercent(percent, finite);
        const pair = pairAmongTails(lower, upper, merged, pixelType);
        if (pair) values.set(lower, pair.lower).set(upper, pair.upper);
        else open.add(lower).add(upper);
      }
      const searches = [...open].map((rank) => ({ rank, prefix: [], below: 0 }));
      return digitStep(searches, values, finished, pixelType);
    },
  };
}

// A rank whose value is not known yet: the leading digits of its key, and how many values have smaller ones.
interface Search {
  readonly rank: number;
  readonly prefix: KeyPrefix;
  readonly below: number;
}

function digitStep(
  searches: readonly Search[],
  values: Map<number, number>,
  finished: () => Percentiles,
  pixelType: PixelType,
): Step {
  if (searches.length === 0) return { done: true, result: finished() };
  const prefixes = new Map(searches.map(({ prefix }) => [prefix.join(), prefix]));
  const order = [...prefixes.keys()];
  return {
    done: false,
    pass: {
      params: { kind: 'digits', prefixes: [...prefixes.values()] },
      next(merged) {
        invariant(merged.kind === 'digits', 'later passes count digits');
        const longer = searches.map(({ rank, prefix, below }) => {
          const found = digitAtRank(merged.counts[order.indexOf(prefix.join())], rank - below);
          return { rank, prefix: [...prefix, found.digit], below: below + found.below };
        });
        if (longer[0].prefix.length < digitsPerKey(pixelType)) {
          return digitStep(longer, values, finished, pixelType);
        }
        for (const { rank, prefix } of longer) values.set(rank, valueOfKey(pixelType, prefix));
        return { done: true, result: finished() };
      },
    },
  };
}

function pairAmongTails(
  lower: number,
  upper: number,
  { finite, minimum, maximum, lows, highs }: ValueScanPartial,
  type: PixelType,
): { lower: number; upper: number } | undefined {
  if (upper === 0) return { lower: minimum, upper: minimum };
  if (lower === finite - 1) return { lower: maximum, upper: maximum };
  if (lows && upper < lows.count) return selectPair(type, lows.pieces, lower);
  if (highs && lower >= finite - highs.count) {
    return selectPair(type, highs.pieces, lower - (finite - highs.count));
  }
  return undefined;
}

function statisticsOf(
  percent: number,
  finite: number,
  values: ReadonlyMap<number, number>,
  pixelType: PixelType,
): OrderStatistics {
  const { lower, upper, fraction } = ranksOfPercent(percent, finite);
  return { percent, lower: values.get(lower)!, upper: values.get(upper)!, fraction, pixelType };
}
