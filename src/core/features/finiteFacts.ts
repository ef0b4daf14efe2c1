import { partitionAt } from '../percentile/index.ts';
import type { PixelArray } from '../reduce/index.ts';

/** Smallest and largest finite pixel and how many there are; NaN, NaN and 0 when there is none. */
export function finiteRange(pixels: PixelArray): { minimum: number; maximum: number; finite: number } {
  let minimum = Infinity;
  let maximum = -Infinity;
  let finite = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!;
    if (!(Math.abs(value) < Infinity)) continue;
    finite++;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return finite === 0 ? { minimum: NaN, maximum: NaN, finite } : { minimum, maximum, finite };
}

/** The median of the finite pixels; NaN when there is none. */
export function finiteMedian(pixels: PixelArray): number {
  return medianInPlace(pixels.filter((value: number) => Math.abs(value) < Infinity));
}

/** The median of finite values, whose order is changed; NaN when there is none. */
export function medianInPlace(values: PixelArray): number {
  const count = values.length;
  const middle = count >> 1;
  if (count === 0) return NaN;
  if (!partitionAt(values, middle)) values.sort();
  if (count % 2 === 1) return values[middle]!;
  let below = -Infinity;
  for (let i = 0; i < middle; i++) if (values[i]! > below) below = values[i]!;
  return (below + values[middle]!) / 2;
}
