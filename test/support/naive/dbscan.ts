/** The definition, pair by pair: labels (-2 for rows with a missing cell) and core mask. */
export function naiveDbscan(
  columns: readonly Float64Array[],
  eps: number,
  minSamples: number,
): { labels: number[]; core: number[] } {
  const n = columns[0]!.length;
  const usable = (i: number): boolean => columns.every((column) => Number.isFinite(column[i]));
  const near = (a: number, b: number): boolean =>
    usable(a) &&
    usable(b) &&
    columns.reduce((sum, column) => sum + (column[a]! - column[b]!) ** 2, 0) <= eps * eps;
  const rows = Array.from({ length: n }, (_, i) => i);
  const core = rows.map((i) => (usable(i) && rows.filter((j) => near(i, j)).length >= minSamples ? 1 : 0));
  const labels: number[] = rows.map((i) => (usable(i) ? -1 : -2));
  let clusters = 0;
  for (const seed of rows) {
    if (core[seed] === 0 || labels[seed]! >= 0) continue;
    // Core points are taken over, others go to the first cluster that reaches them.
    const waiting = [seed];
    labels[seed] = clusters;
    while (waiting.length > 0) {
      const at = waiting.pop()!;
      for (const other of rows) {
        if (labels[other] !== -1 || !near(at, other)) continue;
        labels[other] = clusters;
        if (core[other] === 1) waiting.push(other);
      }
    }
    clusters++;
  }
  return { labels, core };
}
