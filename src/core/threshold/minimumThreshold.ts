import { AppError } from '../errors/index.ts';
import type { Levels } from './levels.ts';

/** Most bins that are smoothed in all, over all rounds: some seconds. */
const MOST_SMOOTHED = 2 ** 30;

/** The minimum threshold: the lowest level between the two peaks that are left of the histogram once it is smooth enough.
 *
 * Method: the counts are replaced by the means of three neighbours, with the ends reflected, until they have fewer than three
 *         maxima; the threshold is the first level with the smallest of these means from one maximum to the other. A
 *         plateau is a maximum where the counts fall after it, at its last level; what still rises at the end is none.
 *         The means are running sums, whose rounding decides between near plateaus.
 * Shape:  counts and centres of n bins in, one of the centres out.
 * Units:  those of the centres.
 * Non-finite and masked: not counted.
 * Errors: not-found where not two maxima are left, or only after `rounds`; these are fewer for more than 2^30 / rounds bins.
 *         A histogram of one bin gives its centre.
 * Cost:   O(n) a round, 8 bytes a bin.
 * Source: Prewitt & Mendelsohn 1966, Ann. N. Y. Acad. Sci. 128, 1035; Glasbey 1993, CVGIP: Graphical Models and Image
 *         Processing 55, 532.
 * Checked against: skimage 0.19.3, test/data/references/thresholds.json, exact. */
export function minimumThreshold({ counts, centres }: Levels, rounds: number): number {
  const n = counts.length;
  if (n === 1) return centres[0];
  const most = Math.min(rounds, Math.floor(MOST_SMOOTHED / n));
  const smooth = Float64Array.from(counts);
  for (let round = 1; round <= most; round++) {
    const maxima = smoothedMaxima(smooth);
    if (maxima.count > 2) continue;
    if (maxima.count < 2) throw notFound(`it has ${maxima.count === 1 ? 'one peak only' : 'no peak'}`);
    // The last round is not looked at, as skimage has it.
    if (round === rounds) break;
    let lowest = maxima.first;
    for (let i = maxima.first; i <= maxima.last; i++) if (smooth[i] < smooth[lowest]) lowest = i;
    return centres[lowest];
  }
  throw notFound(`after ${most} rounds of smoothing it still has more than two peaks`);
}

/** Smooths counts in place, and tells how many maxima they have then, where the first and where the last of them is. */
function smoothedMaxima(smooth: Float64Array): { count: number; first: number; last: number } {
  const n = smooth.length;
  let before = smooth[0];
  let here = smooth[0];
  let sum = before + here + smooth[1];
  let previous = sum / 3;
  let rising = true;
  const maxima = { count: 0, first: 0, last: 0 };
  smooth[0] = previous;
  here = smooth[1];
  let left = before;
  for (let i = 1; i < n; i++) {
    const next = i + 1 < n ? smooth[i + 1] : here;
    sum += next - left;
    const mean = sum / 3;
    smooth[i] = mean;
    if (rising && mean < previous) {
      rising = false;
      if (maxima.count === 0) maxima.first = i - 1;
      maxima.last = i - 1;
      maxima.count++;
    } else if (!rising && mean > previous) rising = true;
    previous = mean;
    left = before;
    before = here;
    here = next;
  }
  return maxima;
}

function notFound(why: string): AppError {
  return new AppError(
    'not-found',
    `There is no minimum between two peaks of the smoothed histogram: ${why}.`,
    { remedy: 'Choose another threshold; this one wants two kinds of pixels, both frequent.' },
  );
}
