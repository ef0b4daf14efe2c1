import type { Levels } from './levels.ts';

/** Otsu's threshold: the level that parts a histogram into the two classes whose means are farthest apart.
 *
 * Method: for each level t the variance between the classes up to t and above t, w1 w2 (m1 - m2)^2 with their weights w
 *         and means m; the first level at which it is largest.
 * Shape:  counts and centres of n bins in, one of the centres out.
 * Units:  those of the centres.
 * Non-finite and masked: not counted.
 * Errors: none; a histogram of one bin gives its centre.
 * Cost:   O(n).
 * Source: Otsu 1979, IEEE Trans. SMC 9, 62; sums in the order of skimage 0.19.3, so that ties fall the same way.
 * Checked against: skimage 0.19.3, group otsu of the reference data, exact. */
export function otsuThreshold({ counts, centres }: Levels): number {
  const n = counts.length;
  const weightAbove = new Float64Array(n + 1);
  const sumAbove = new Float64Array(n + 1);
  for (let i = n - 1; i >= 0; i--) {
    weightAbove[i] = weightAbove[i + 1] + counts[i];
    sumAbove[i] = sumAbove[i + 1] + counts[i] * centres[i];
  }
  let best = 0;
  let largest = -Infinity;
  let weight = 0;
  let sum = 0;
  for (let i = 0; i < n - 1; i++) {
    weight += counts[i];
    sum += counts[i] * centres[i];
    const apart = sum / weight - sumAbove[i + 1] / weightAbove[i + 1];
    const variance = weight * weightAbove[i + 1] * (apart * apart);
    if (variance > largest) {
      largest = variance;
      best = i;
    }
  }
  return centres[best];
}
