import { scaleLinear } from 'd3-scale';
import { shadeOfPlace, valueFromLevel, type DisplayMapping } from '../../../core/stretch/index.ts';
import { formatNumber } from '../../ui/format.ts';

export interface ColourTick {
  /** 0 at the dark end, 1 at the bright one. */
  readonly place: number;
  readonly value: number;
  readonly text: string;
}

/** Where on the bar a raw value is; 0 or 1 outside the limits. */
export function placeOfValue(mapping: DisplayMapping, value: number): number {
  const { low, high } = mapping;
  return shadeOfPlace(mapping)(high > low ? (value - low) / (high - low) : value > low ? 1 : 0);
}

/** Digits of a value that has no neighbours to be told from: those that float32 pixels have. */
const DIGITS_ALONE = 7;

/** About `count` round values, spread over a bar on which every shade has the same width; the one value where the limits
 * coincide. */
export function colourTicks(mapping: DisplayMapping, count: number): readonly ColourTick[] {
  const { stretch, low, high } = mapping;
  if (count < 1) return [];
  if (high === low)
    return [{ place: placeOfValue(mapping, low), value: low, text: formatNumber(low, DIGITS_ALONE) }];
  if (!(high > low)) return [];
  const values =
    stretch === 'linear' ? scaleLinear([low, high], [0, 1]).ticks(count) : spreadValues(mapping, count);
  const step = values.slice(1).reduce((least, value, i) => Math.min(least, value - values[i]!), high - low);
  return values.map((value) => ({
    place: placeOfValue(mapping, value),
    value,
    text: formatNumber(value, digitsFor(value, step)),
  }));
}

/** One round value for each of `count` parts of the bar: of those with few digits the one nearest to its middle. */
function spreadValues(mapping: DisplayMapping, count: number): number[] {
  const scale = shadeOfPlace(mapping);
  const width = mapping.high - mapping.low;
  const values: number[] = [];
  for (let part = 0; part < count; part++) {
    const from = valueFromLevel(mapping, part / count);
    const to = valueFromLevel(mapping, (part + 1) / count);
    if (!(to > from)) continue;
    const middle = (part + 0.5) / count;
    const away = (value: number): number => Math.abs(scale((value - mapping.low) / width) - middle);
    const round = scaleLinear([from, to], [0, 1])
      .ticks(2)
      .filter((value) => value > (values.at(-1) ?? -Infinity));
    const best = round.reduce<number | null>(
      (nearest, value) => (nearest === null || away(value) < away(nearest) ? value : nearest),
      null,
    );
    if (best !== null) values.push(best);
  }
  return values;
}

/** Significant digits that tell a value from its neighbours a step away. */
export function digitsFor(value: number, step: number): number {
  const size = Math.max(Math.abs(value), step);
  return Math.min(Math.max(Math.ceil(Math.log10(size / step) + 1e-9) + 2, 2), 16);
}
