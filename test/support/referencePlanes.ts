import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WholeImage } from '../../src/core/strips/index.ts';

/** An image of a reference file of this checkout; numbers that are not finite are text. */
export interface ReferencePlane {
  readonly width: number;
  readonly height: number;
  readonly pixels: readonly (number | string)[];
}

/** What a file of test/data/references holds. */
export function localReference<T>(name: string): T {
  const path = new URL(`../data/references/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(fileURLToPath(path), 'utf8')) as T;
}

export function wholeImage(
  { width, height, pixels }: ReferencePlane,
  pixelType: 'float32' | 'float64' = 'float64',
): WholeImage {
  const values = pixels.map(Number);
  return {
    width,
    height,
    pixelType,
    pixels: pixelType === 'float64' ? Float64Array.from(values) : Float32Array.from(values),
  };
}

/** The farthest that a pixel is off, relative to the largest finite magnitude expected; Infinity where one is finite and
 * the other is not, or the sizes differ. */
export function worstDifference(image: WholeImage, expected: ReferencePlane): number {
  if (image.width !== expected.width || image.height !== expected.height) return Infinity;
  const values = expected.pixels.map(Number);
  let largest = 0;
  for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  let worst = 0;
  values.forEach((value, i) => {
    const here = image.pixels[i]!;
    if (Object.is(value, here) || value === here) return;
    const off = Math.abs(here - value) / (largest || 1);
    worst = Number.isNaN(off) ? Infinity : Math.max(worst, off);
  });
  return worst;
}
