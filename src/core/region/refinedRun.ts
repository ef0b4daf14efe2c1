/** The run of columns from about `from` to about `to` for which `contains` holds, within low … high: its two ends, or
 * nothing. What `contains` holds for must be one run. */
export function refinedRun(
  from: number,
  to: number,
  low: number,
  high: number,
  contains: (x: number) => boolean,
): readonly number[] {
  // A rounding error's distance on either side is settled by asking.
  let first = Math.max(Math.floor(from) - 1, low);
  let last = Math.min(Math.ceil(to) + 1, high);
  if (!(first <= last)) return [];
  while (first > low && contains(first)) first--;
  while (first <= last && !contains(first)) first++;
  if (first > last) return [];
  while (last < high && contains(last)) last++;
  while (!contains(last)) last--;
  return [first, last];
}
