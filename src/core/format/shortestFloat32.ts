/** The shortest decimal digits that read back to the same float32, as String writes numbers ('0.1', '1e-7', '-0',
 * 'NaN').
 *
 * Method: the fewest significant digits (9 always do) whose rounded decimal is nearest to the same float32. */
export function shortestFloat32(value: number): string {
  const single = Math.fround(value);
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  if (!Number.isFinite(single)) return String(single);
  let digits = 7;
  if (readsBack(single, digits)) {
    while (digits > 1 && readsBack(single, digits - 1)) digits--;
  } else {
    do digits++;
    while (!readsBack(single, digits));
  }
  return String(Number(single.toPrecision(digits)));
}

function readsBack(single: number, digits: number): boolean {
  return Math.fround(Number(single.toPrecision(digits))) === single;
}
