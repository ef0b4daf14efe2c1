import { newPixels, type PixelArray } from '../kernels/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { PROGRESS_ROWS } from './pixelRuns.ts';

/** Exact Euclidean distance of each pixel that is on from the nearest one that is off.
 *
 * Method: for each pixel, g, the distance to the nearest off pixel of its column, by a sweep down and one up; then in
 *         each row the lower envelope of the parabolas (x - i)² + g(i)².
 * Shape:  an image in; one of the same size and pixel type out, computed in float64.
 * Units:  pixels.
 * Non-finite: NaN and infinities are off: 0. An image without any off pixel has no distances: all NaN.
 * Border: the outside is neither on nor off.
 * Cost:   O(pixels); 4 bytes a pixel.
 * Source: Meijster, Roerdink and Hesselink 2000, A general algorithm for computing distance transforms in linear time.
 * Checked against: scipy.ndimage.distance_transform_edt 1.10, 1e-12 in float64 (test/data/references/morphology.json). */
export function distanceTransform(image: WholeImage, progress: (share: number) => void): WholeImage {
  const { width, height, pixelType } = image;
  const result = newPixels(pixelType, width * height);
  // No pixel is so far from another one; what is at least that far has no off pixel in its column.
  const far = width + height;
  const columns = columnDistances(image, far, (share) => progress(share / 2));
  const envelope = createEnvelope(width, far);
  for (let y = 0; y < height; y++) {
    if (y % PROGRESS_ROWS === 0) progress(0.5 + y / height / 2);
    const row = y * width;
    rowDistances(columns.subarray(row, row + width), result.subarray(row, row + width), envelope);
  }
  // One off pixel anywhere makes all distances finite.
  if (result[0] === Infinity) result.fill(Number.NaN);
  return { width, height, pixelType, pixels: result };
}

/** Distance to the nearest off pixel in the same column; `far` or more where the column has none. */
function columnDistances(
  { width, height, pixels }: WholeImage,
  far: number,
  progress: (share: number) => void,
): Int32Array {
  const distances = new Int32Array(width * height);
  for (let y = 0; y < height; y++) {
    if (y % PROGRESS_ROWS === 0) progress(y / height / 2);
    for (let at = y * width; at < (y + 1) * width; at++) {
      const value = pixels[at]!;
      if (value > 0 && value < Infinity) distances[at] = y === 0 ? far : distances[at - width]! + 1;
    }
  }
  for (let y = height - 2; y >= 0; y--) {
    if (y % PROGRESS_ROWS === 0) progress(1 - y / height / 2);
    for (let at = y * width; at < (y + 1) * width; at++) {
      const below = distances[at + width]! + 1;
      if (below < distances[at]!) distances[at] = below;
    }
  }
  return distances;
}

/** The row step: nothing beyond an off pixel is nearer than it, so each stretch of on pixels is taken by itself, with
 * the off pixels at its ends. */
function rowDistances(g: Int32Array, into: PixelArray, envelope: Envelope): void {
  const width = g.length;
  for (let x = 0; x < width; x++) {
    if (g[x] === 0) continue;
    const start = x;
    while (x < width && g[x] !== 0) x++;
    if (start > 0 && x < width && x - start <= 2) into.fill(1, start, x);
    else envelope(g, into, Math.max(0, start - 1), Math.min(width, x + 1));
  }
}

type Envelope = (g: Int32Array, into: PixelArray, from: number, to: number) => void;

/** Distances at columns from … to - 1 by the lower envelope of their parabolas; Infinity where there are none. */
function createEnvelope(width: number, far: number): Envelope {
  // The columns whose parabolas make it, and where each of them begins to be the lowest.
  const sites = new Int32Array(width);
  const corners = new Int32Array(width);
  return (g, into, from, to) => {
    let top = -1;
    for (let x = from; x < to; x++) {
      const own = g[x]!;
      if (own >= far) continue;
      let corner = from;
      while (top >= 0) {
        const site = sites[top]!;
        // Where this parabola meets the one before: (x - site) (x + site - 2 c) = g(site)² - g(x)².
        const meets = (x * x - site * site + own * own - g[site]! * g[site]!) / (2 * (x - site));
        corner = 1 + Math.floor(meets);
        if (corner > corners[top]!) break;
        // Beaten where it begins, it is the lowest nowhere.
        top--;
        corner = from;
      }
      if (corner >= to) continue;
      top++;
      sites[top] = x;
      corners[top] = Math.max(corner, from);
    }
    if (top < 0) into.fill(Infinity, from, to);
    for (let end = to; top >= 0; top--) {
      const site = sites[top]!;
      const square = g[site]! * g[site]!;
      const begin = corners[top]!;
      for (let x = begin; x < end; x++) into[x] = Math.sqrt((x - site) * (x - site) + square);
      end = begin;
    }
  };
}
