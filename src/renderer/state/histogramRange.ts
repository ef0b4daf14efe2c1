/** How far beyond the limits the histogram reaches, in their distance, so that the handles have room. */
const MARGIN = 0.25;
/** The histogram is asked for again when the limits take up less of it than this. */
const NARROWEST = 0.2;

/** The range a histogram should span for display limits: the one before while it still serves, else a new one.
 * `extent` is where the image has values; beyond it there is nothing to show. Null when there is no such range. */
export function histogramRange(
  limits: readonly [number, number],
  extent: readonly [number, number],
  before: readonly [number, number] | null,
): readonly [number, number] | null {
  const [low, high] = limits;
  if (before && low >= before[0] && high <= before[1] && high - low >= NARROWEST * (before[1] - before[0]))
    return before;
  const margin = MARGIN * (high - low);
  const first = Math.min(low, Math.max(low - margin, extent[0]));
  const last = Math.max(high, Math.min(high + margin, extent[1]));
  if (last > first) return [first, last];
  const around = Math.max(Math.abs(first), 1) * 1e-3;
  return Number.isFinite(first) ? [first - around, first + around] : null;
}
