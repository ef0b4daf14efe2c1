import type { Levels } from './levels.ts';

/** The isodata threshold: the lowest level that lies midway between the means of the two classes it makes.
 *
 * Method: the first level t with t <= (m1 + m2) / 2 < t + bin width, m1 being the mean up to t and m2 that above.
 * Shape:  counts and centres of n bins, equally far apart, in; one of the centres out.
 * Units:  those of the centres.
 * Non-finite and masked: not counted.
 * Errors: none; a histogram of one bin gives its centre.
 * Cost:   O(n).
 * Source: Ridler & Calvard 1978, IEEE Trans. SMC 8, 630. Sums are double; skimage's are single for float32 images, and
 *         lose count beyond 2^24 pixels.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, exact. */
export function isodataThreshold({ counts, centres }: Levels): number {
  const n = counts.length;
  if (n === 1) return centres[0];
  let weightAbove = 0;
  let sumAbove = 0;
  for (let i = 0; i < n; i++) {
    weightAbove += counts[i];
    sumAbove += counts[i] * centres[i];
  }
  const step = centres[1] - centres[0];
  let weight = 0;
  let sum = 0;
  let last = 0;
  for (let i = 0; i < n - 1; i++) {
    weight += counts[i];
    sum += counts[i] * centres[i];
    weightAbove -= counts[i];
    sumAbove -= counts[i] * centres[i];
    const distance = (sum / weight + sumAbove / weightAbove) / 2 - centres[i];
    if (distance >= 0 && distance < step) return centres[i];
    // Rounding may leave no level within a step: then the last one below the middle is the crossing.
    if (distance >= 0) last = i;
  }
  return centres[last];
}
