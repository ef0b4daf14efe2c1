import { log } from '../math/index.ts';
import type { Levels } from './levels.ts';

/** Yen's threshold: the level at which the correlation of the two classes is largest.
 *
 * Method: with p the share of pixels in each bin, P(t) the sum of p and S(t) that of p^2 up to t, S'(t) that of p^2 above t:
 *         the first t at which log((P (1 - P))^2 / (S S')) is largest. Kept in single precision, as skimage has it, since
 *         the logarithm rounded to it makes near maxima equal.
 * Shape:  counts and centres of n bins in, one of the centres out.
 * Units:  those of the centres.
 * Non-finite and masked: not counted.
 * Errors: none; a histogram of one bin gives its centre.
 * Cost:   O(n).
 * Source: Yen, Chang & Chang 1995, IEEE Trans. Image Processing 4, 370.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, exact. */
export function yenThreshold({ counts, centres }: Levels): number {
  const n = counts.length;
  const { fround } = Math;
  const total = fround(counts.reduce((sum, count) => sum + count, 0));
  const share = Float32Array.from(counts, (count) => fround(count) / total);
  const squaresAbove = new Float32Array(n + 1);
  for (let i = n - 1; i >= 0; i--) squaresAbove[i] = squaresAbove[i + 1] + fround(share[i] * share[i]);
  let best = 0;
  let largest = -Infinity;
  let below = 0;
  let squares = 0;
  for (let i = 0; i < n - 1; i++) {
    below = fround(below + share[i]);
    squares = fround(squares + fround(share[i] * share[i]));
    const inverse = fround(1 / fround(squares * squaresAbove[i + 1]));
    const both = fround(below * fround(1 - below));
    const correlation = fround(log(fround(inverse * fround(both * both))));
    if (correlation > largest) {
      largest = correlation;
      best = i;
    }
  }
  return centres[best];
}
