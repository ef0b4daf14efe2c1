import type { AxisRange } from './plotTypes.ts';

/** Pixel of a value in axis units: scale * value + offset. */
export interface PixelMap {
  readonly scale: number;
  readonly offset: number;
}

/** What part of two axes is seen. */
export interface PlotView {
  readonly x: AxisRange;
  readonly y: AxisRange;
}

const logarithms = new WeakMap<Float64Array, Float64Array>();

/** The values in axis units; on a logarithmic axis what is not above 0 has no place (NaN). Remembered for each array. */
export function axisUnits(values: Float64Array, log: boolean): Float64Array {
  if (!log) return values;
  const known = logarithms.get(values);
  if (known) return known;
  const units = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) units[i] = values[i]! > 0 ? Math.log10(values[i]!) : Number.NaN;
  logarithms.set(values, units);
  return units;
}

export function unitOf(value: number, log: boolean): number {
  return log ? (value > 0 ? Math.log10(value) : Number.NaN) : value;
}

export function valueOf(unit: number, log: boolean): number {
  return log ? 10 ** unit : unit;
}

/** The map that puts the low end of the range on pixel `from` and the high end on `to`, or the other way round. */
export function pixelMap(range: AxisRange, flip: boolean, from: number, to: number): PixelMap {
  const [start, end] = flip ? [to, from] : [from, to];
  const scale = (end - start) / (range.high - range.low);
  return { scale, offset: start - scale * range.low };
}

export function pixelOf(map: PixelMap, unit: number): number {
  return map.scale * unit + map.offset;
}

export function unitAt(map: PixelMap, pixel: number): number {
  // Adding 0 makes a zero of a negative zero.
  return (pixel - map.offset) / map.scale + 0;
}

/** The finite extremes in axis units, widened by `margin` of their distance on both sides; an axis with one value or
 * none still has a length. */
export function paddedExtent(units: Float64Array, margin = 0.04): AxisRange {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < units.length; i++) {
    const value = units[i]!;
    // Comparisons alone leave NaN out; infinities have no place on an axis.
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return padded({ low, high }, margin);
}

export function padded({ low, high }: AxisRange, margin = 0.04): AxisRange {
  if (!(low <= high)) return { low: 0, high: 1 };
  if (low === high) {
    const half = low === 0 ? 0.5 : Math.abs(low) * 0.05;
    return { low: low - half, high: high + half };
  }
  // Half of each before the difference, so that extremes of opposite sign do not overflow.
  const extra = (high / 2 - low / 2) * 2 * margin;
  return { low: low - extra, high: high + extra };
}

/** A range given in values, in axis units; null where it cannot be shown on the axis. */
export function rangeInUnits(range: readonly [number, number], log: boolean): AxisRange | null {
  const low = unitOf(range[0], log);
  const high = unitOf(range[1], log);
  return low < high && Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}

/** Smallest length of an axis against its distance from zero: below it doubles run out of digits. */
const FINEST = 1e-12;
const WIDEST = 1e300;

/** The range with `factor` times finer units, the unit `at` staying where it is. */
export function zoomedRange(range: AxisRange, factor: number, at: number): AxisRange {
  const low = at - (at - range.low) / factor;
  const high = at + (range.high - at) / factor;
  const length = high - low;
  const size = Math.max(Math.abs(low), Math.abs(high));
  return length > size * FINEST && length > 0 && length < WIDEST ? { low, high } : range;
}

/** The range moved by pixels along its map. */
export function pannedRange(range: AxisRange, map: PixelMap, pixels: number): AxisRange {
  const by = -pixels / map.scale;
  return { low: range.low + by, high: range.high + by };
}
