/** Powers of ten that a double holds exactly. */
const TENS = Float64Array.from({ length: 13 }, (_, power) => Number(`1e${power}`));

/** The shortest decimal digits that read back to the same float32, as String writes numbers ('0.1', '1e-7', '-0',
 * 'NaN').
 *
 * Method: values of ordinary size are rounded to more and more decimals until they read back; the rest is tried with more
 * and more significant digits (9 always do). */
export function shortestFloat32(value: number): string {
  const single = Math.fround(value);
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  if (!Number.isFinite(single)) return String(single);
  const size = Math.abs(single);
  // Below 2^53 in all its steps, so that rounding and division give the decimal's own double.
  if (size >= 1e-3 && size < 1e6) {
    for (let decimals = 0; decimals < 10; decimals++) {
      const rounded = Math.round(single * TENS[decimals]) / TENS[decimals];
      if (Math.fround(rounded) === single) return String(rounded);
    }
  }
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
