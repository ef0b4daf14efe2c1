import { AppError } from '../errors/index.ts';
import { connectedComponents, pixelRuns, type PixelRuns } from '../morphology/index.ts';
import type { WholeImage } from '../strips/index.ts';

/** The labelled regions of an image: runs of pixels, and the region that each belongs to. */
export interface Regions {
  readonly width: number;
  readonly height: number;
  readonly runs: PixelRuns;
  /** The region of each run, 0 … count - 1, in the order of their labels. */
  readonly of: Int32Array;
  readonly count: number;
  readonly labels: Int32Array;
}

const MAX_LABEL = 2 ** 26;

/** The regions of an image of labels, or the connected objects of a binary one.
 *
 * Method: an image without values above 1 is binary, and its objects are numbered as `labelImage` does with connectivity
 *         2; in any other one, pixels of the same value belong together, wherever they are.
 * Shape:  an image in; runs with the number of their region out.
 * Non-finite and masked: NaN and infinities belong to no region, nor does 0.
 * Errors: bad-argument where a value is negative, has a fraction, or is above 2^26.
 * Cost:   O(pixels) and O(largest label); 12 bytes a run. */
export function regionsOf(image: WholeImage, progress: (share: number) => void): Regions {
  const { width, height } = image;
  const largest = largestLabel(image);
  if (largest <= 1) {
    const { runs, of, count } = connectedComponents(image, 'on', 2, progress);
    return { width, height, runs, of, count, labels: Int32Array.from({ length: count }, (_, i) => i + 1) };
  }
  const runs = pixelRuns(image, 'equal', progress);
  const label = new Int32Array(runs.count);
  const regionOf = new Int32Array(largest + 1);
  for (let y = 0; y < height; y++) {
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      label[run] = image.pixels[y * width + runs.start[run]!]!;
      regionOf[label[run]!] = 1;
    }
  }
  const labels = new Int32Array(regionOf.reduce((count, there) => count + there, 0));
  let count = 0;
  for (let value = 1; value <= largest; value++) {
    if (regionOf[value] === 0) continue;
    regionOf[value] = count;
    labels[count++] = value;
  }
  const of = label.map((value) => regionOf[value]!);
  return { width, height, runs, of, count, labels };
}

function largestLabel({ width, pixels }: WholeImage): number {
  let largest = 0;
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i]!;
    // NaN and infinities pass by: they are no numbers to compare, and no regions.
    if (value - value !== 0) continue;
    if (value < 0 || value > MAX_LABEL || Math.floor(value) !== value)
      throw new AppError(
        'bad-argument',
        `Regions are whole numbers from 0 to ${MAX_LABEL}, but pixel (${(i % width) + 1}, ` +
          `${Math.floor(i / width) + 1}) is ${value}.`,
        { remedy: 'Make a binary image with a threshold first, and label it.' },
      );
    if (value > largest) largest = value;
  }
  return largest;
}

/** The number of its region plus 1 at every pixel, 0 where there is none, with one pixel of 0 all around. */
export function regionMap({ width, height, runs, of }: Regions): Int32Array {
  const wide = width + 2;
  const map = new Int32Array(wide * (height + 2));
  for (let y = 0; y < height; y++) {
    const row = (y + 1) * wide + 1;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++)
      map.fill(of[run]! + 1, row + runs.start[run]!, row + runs.end[run]!);
  }
  return map;
}
