/** Lloyd's algorithm from given centres, row by row, without empty clusters. */
export function naiveLloyd(
  columns: readonly Float64Array[],
  init: readonly (readonly number[])[],
  maxIter: number,
): { labels: number[]; centers: number[][]; inertia: number } {
  const points = Array.from(columns[0]!, (_, i) => columns.map((column) => column[i]!));
  const square = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, v, j) => sum + (v - b[j]!) ** 2, 0);
  const nearest = (point: readonly number[], centers: readonly (readonly number[])[]): number => {
    const gaps = centers.map((centre) => square(point, centre));
    return gaps.indexOf(Math.min(...gaps));
  };
  let centers = init.map((centre) => [...centre]);
  let labels = points.map((point) => nearest(point, centers));
  for (let i = 0; i < maxIter; i++) {
    centers = centers.map((centre, k) => {
      const own = points.filter((_, row) => labels[row] === k);
      return own.length === 0
        ? centre
        : centre.map((_, j) => own.reduce((sum, p) => sum + p[j]!, 0) / own.length);
    });
    const next = points.map((point) => nearest(point, centers));
    if (next.every((label, row) => label === labels[row])) break;
    labels = next;
  }
  const inertia = points.reduce((sum, point, row) => sum + square(point, centers[labels[row]!]!), 0);
  return { labels, centers, inertia };
}
