import type { Levels } from './levels.ts';

/** The triangle threshold: the level whose count lies farthest below the line from the histogram's peak to its long tail's end.
 *
 * Method: the line goes from the first of the highest bins to the last filled bin on the side where the tail is longer
 *         (the lower one where they are equal); the level of the largest distance from it, the one next to the tail's
 *         end among equals.
 * Shape:  counts and centres of n bins in, one of the centres out.
 * Units:  those of the centres.
 * Non-finite and masked: not counted.
 * Errors: none; where only one bin is filled, its centre.
 * Cost:   O(n).
 * Source: Zack, Rogers & Latt 1977, J. Histochem. Cytochem. 25, 741.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, exact. */
export function triangleThreshold({ counts, centres }: Levels): number {
  const n = counts.length;
  let peak = 0;
  let low = n;
  let high = 0;
  for (let i = 0; i < n; i++) {
    if (counts[i] > counts[peak]) peak = i;
    if (counts[i] > 0) {
      if (low === n) low = i;
      high = i;
    }
  }
  const upwards = peak - low < high - peak;
  const end = upwards ? high : low;
  const inwards = upwards ? -1 : 1;
  const length = Math.abs(peak - end);
  if (length === 0) return centres[peak];
  const norm = Math.sqrt(counts[peak] * counts[peak] + length * length);
  const rise = counts[peak] / norm;
  const run = length / norm;
  let best = 0;
  let farthest = -Infinity;
  for (let step = 0; step < length; step++) {
    const distance = rise * step - run * counts[end + inwards * step];
    if (distance > farthest) {
      farthest = distance;
      best = step;
    }
  }
  return centres[end + inwards * best];
}
