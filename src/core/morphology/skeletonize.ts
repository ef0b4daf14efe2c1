import { newPixels } from '../kernels/index.ts';
import type { WholeImage } from '../strips/index.ts';

/** Thins the objects of a binary image to lines one pixel wide that hang together as the objects do.
 *
 * Method: in turns of two passes, pixels whose 3 x 3 neighbourhood says so (`thinningTable`) go, all at once. Only pixels
 *         near which something changed in the last two passes are looked at again.
 * Shape:  an image in; one of 0 and 1 of the same size and pixel type out.
 * Non-finite: NaN and infinities are off.   Border: the outside is off.
 * Cost:   O(pixels that are on); 2 bytes a pixel, 4 a pixel that is on.
 * Source: Zhang and Suen 1984, A fast parallel algorithm for thinning digital patterns, Comm. ACM 27; with the departures
 *         of scikit-image.
 * Checked against: scikit-image 0.19, morphology.skeletonize, exactly (test/data/references/morphology.json). */
export function skeletonize(image: WholeImage, progress: (share: number) => void): WholeImage {
  const { width, height, pixelType, pixels } = image;
  const wide = width + 2;
  const on = new Uint8Array(wide * (height + 2));
  let left = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = pixels[y * width + x]!;
      if (!(value > 0 && value < Infinity)) continue;
      on[(y + 1) * wide + x + 1] = 1;
      left++;
    }
  }
  thin(on, wide, left, progress);
  const result = newPixels(pixelType, width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) result[y * width + x] = on[(y + 1) * wide + x + 1]!;
  }
  return { width, height, pixelType, pixels: result };
}

/** Thins in place; `on` has a border of pixels that are off, and `total` that are on. */
function thin(on: Uint8Array, wide: number, total: number, progress: (share: number) => void): void {
  const table = thinningTable();
  const around = [-wide - 1, -wide, -wide + 1, 1, wide + 1, wide, wide - 1, -1];
  // Passes in which a pixel is still to be looked at: it is on one of the lists while that is not 0.
  const due = new Uint8Array(on.length);
  let current = new Int32Array(total);
  let next = new Int32Array(total);
  const removed = new Int32Array(total);
  let count = 0;
  for (let at = 0; at < on.length; at++) {
    if (on[at] === 0) continue;
    due[at] = 2;
    current[count++] = at;
  }
  let gone = 0;
  for (let pass = 1; count > 0; pass = 3 - pass) {
    let nextCount = 0;
    let removedCount = 0;
    for (let i = 0; i < count; i++) {
      const at = current[i]!;
      const code =
        on[at - wide - 1]! |
        (on[at - wide]! << 1) |
        (on[at - wide + 1]! << 2) |
        (on[at + 1]! << 3) |
        (on[at + wide + 1]! << 4) |
        (on[at + wide]! << 5) |
        (on[at + wide - 1]! << 6) |
        (on[at - 1]! << 7);
      if ((table[code]! & pass) !== 0) {
        due[at] = 0;
        removed[removedCount++] = at;
      } else if (--due[at]! > 0) next[nextCount++] = at;
    }
    for (let i = 0; i < removedCount; i++) on[removed[i]!] = 0;
    for (let i = 0; i < removedCount; i++) {
      for (const step of around) {
        const at = removed[i]! + step;
        if (on[at] === 0) continue;
        if (due[at] === 0) next[nextCount++] = at;
        due[at] = 2;
      }
    }
    gone += removedCount;
    progress(gone / total);
    [current, next] = [next, current];
    count = nextCount;
  }
}

/** Neighbourhoods that scikit-image treats otherwise than the paper does, by what they get there: corners of lines are
 * rounded off, and diagonal lines two pixels wide do not vanish. */
const DEPARTURES: readonly (readonly number[])[] = [
  [48, 129],
  [3, 6, 11, 12, 14, 131, 134, 161, 194, 198],
  [24, 26, 56, 96, 104, 108, 176, 192, 224],
  [10, 40, 130, 160],
];

/** In which passes a pixel goes, by its neighbourhood: 1 for the first, 2 for the second, 3 for both.
 *
 * Bits from the lowest: the neighbours from the upper left clockwise; so N is 2, E 8, S 32, W 128. */
function thinningTable(): Uint8Array {
  const table = new Uint8Array(256);
  for (let code = 0; code < 256; code++) {
    let neighbours = 0;
    let rises = 0;
    for (let i = 0; i < 8; i++) {
      const own = (code >> i) & 1;
      neighbours += own;
      if (own === 0 && ((code >> ((i + 1) % 8)) & 1) === 1) rises++;
    }
    if (neighbours < 2 || neighbours > 6 || rises !== 1) continue;
    const all = (bits: number) => (code & bits) === bits;
    const [north, east, south, west] = [2, 8, 32, 128];
    if (!all(north | east | south) && !all(east | south | west)) table[code] = 1;
    if (!all(north | east | west) && !all(north | south | west)) table[code]! |= 2;
  }
  DEPARTURES.forEach((codes, passes) => codes.forEach((code) => (table[code] = passes)));
  return table;
}
