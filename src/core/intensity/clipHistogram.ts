/** Cuts a histogram at a limit and deals what was cut out to the lower bins, in place.
 *
 * Method: every bin takes an equal whole share as long as it stays below the limit; the rest goes to bins below the limit one
 *         by one, in combs whose teeth are as far apart as the rest allows.
 * Shape:  whole counts, in place.
 * Errors: none.   Cost: O(bins²) at worst.
 * Source: Zuiderveld, 1994, Contrast limited adaptive histogram equalization, Graphics Gems IV, 474; the dealing out
 *         follows scikit-image 0.19, count for count.
 * Checked against: scikit-image 0.19, through `clahe`. */
export function clipHistogram(counts: Int32Array, limit: number): void {
  let excess = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] <= limit) continue;
    excess += counts[i] - limit;
    counts[i] = limit;
  }
  const share = Math.floor(excess / counts.length);
  const upper = limit - share;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] < upper) {
      counts[i] += share;
      excess -= share;
    }
    if (counts[i] >= upper && counts[i] < limit) {
      excess += counts[i] - limit;
      counts[i] = limit;
    }
  }
  while (excess > 0) {
    const before = excess;
    for (let first = 0; first < counts.length && excess > 0; first++) {
      let room = 0;
      for (const count of counts) if (count < limit) room++;
      const step = Math.max(1, Math.floor(room / excess));
      for (let i = first; i < counts.length; i += step) {
        if (counts[i] >= limit) continue;
        counts[i]++;
        excess--;
      }
    }
    if (excess === before) break;
  }
}
