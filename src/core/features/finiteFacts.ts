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
  const finite = pixels.filter((value: number) => Math.abs(value) < Infinity).sort();
  return medianOfSorted(finite, finite.length);
}

/** The median of the first `count` of sorted values. */
export function medianOfSorted(sorted: PixelArray, count: number): number {
  if (count === 0) return NaN;
  const middle = count >> 1;
  return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
