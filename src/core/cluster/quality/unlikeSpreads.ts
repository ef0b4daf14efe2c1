/** Columns whose standard deviations differ by more than this drown the narrow ones. */
const UNLIKE = 10;

/** The widest and the narrowest column, where one outweighs the other so far that distances hardly feel it; else null.
 *
 * Shape: the variance of each column, 0 for constant ones, which do not count. */
export function unlikeSpreads(
  variances: readonly number[],
): { widest: number; narrowest: number; ratio: number } | null {
  let widest = -1;
  let narrowest = -1;
  variances.forEach((variance, j) => {
    if (variance === 0) return;
    if (widest < 0 || variance > variances[widest]) widest = j;
    if (narrowest < 0 || variance < variances[narrowest]) narrowest = j;
  });
  if (widest < 0) return null;
  const ratio = Math.sqrt(variances[widest] / variances[narrowest]);
  return ratio > UNLIKE ? { widest, narrowest, ratio } : null;
}
