import { exp, log } from '../math/index.ts';

/** The contrast that best divides maxima into those of the background and those that stand out.
 *
 * Method: Otsu's criterion on the sorted logarithms themselves: the division with the largest variance between its two
 *         parts; the cut lies in the middle (geometric mean) of the two contrasts that it falls between.
 * Shape:  contrasts in any order in; one number out, 0 where nothing can be divided (fewer than two different ones).
 * Units:  those of the contrasts.
 * Non-finite and masked: contrasts that are not positive numbers are left out.
 * Cost:   O(n log n).
 * Source: N. Otsu, 1979, IEEE Trans. SMC 9, 62, without a histogram.
 * Checked against: the chapter's 20 points on crests (test/unit/core/features/contrast.test.ts). */
export function proposeContrastCut(contrasts: ArrayLike<number>): number {
  const logs = Float64Array.from(contrasts)
    .filter((value) => value > 0 && value < Infinity)
    .sort()
    .map(log);
  const count = logs.length;
  let total = 0;
  for (let i = 0; i < count; i++) total += logs[i]!;
  let sum = 0;
  let best = 0;
  let cut = 0;
  for (let i = 1; i < count; i++) {
    sum += logs[i - 1]!;
    if (logs[i] === logs[i - 1]) continue;
    const apart = sum / i - (total - sum) / (count - i);
    const between = i * (count - i) * apart * apart;
    if (between <= best) continue;
    best = between;
    cut = exp((logs[i - 1]! + logs[i]!) / 2);
  }
  return cut;
}
