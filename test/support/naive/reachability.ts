/** The sorted lengths of a minimum spanning tree under mutual reachability with the k-th neighbour, the point itself being
 * the first: Kruskal over all pairs. */
export function naiveReachTree(points: readonly number[][], k: number): number[] {
  const distances = points.map((a) =>
    points.map((b) => Math.sqrt(a.reduce((sum, v, j) => sum + (v - b[j]) * (v - b[j]), 0))),
  );
  const core = distances.map((row) => [...row].sort((a, b) => a - b)[k - 1]);
  const edges = points.flatMap((_, i) =>
    points.slice(0, i).map((__, j) => ({ i, j, length: Math.max(distances[i][j], core[i], core[j]) })),
  );
  edges.sort((a, b) => a.length - b.length);
  const part = points.map((_, i) => i);
  const lengths: number[] = [];
  for (const { i, j, length } of edges) {
    const [from, to] = [part[i], part[j]];
    if (from === to) continue;
    lengths.push(length);
    part.forEach((p, at) => (part[at] = p === from ? to : p));
  }
  return lengths;
}
