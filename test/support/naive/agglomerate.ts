/** Labels named anew, from 0 in the order in which they first appear; those below 0 stay. */
export function renamed(labels: ArrayLike<number>): number[] {
  const names = new Map<number, number>();
  return Array.from(labels, (label) => {
    if (label < 0) return label;
    if (!names.has(label)) names.set(label, names.size);
    return names.get(label)!;
  });
}

export type NaiveLinkage = 'ward' | 'complete' | 'average' | 'single' | 'centroid' | 'median';

/** A cluster: its points, and the centre that median linkage gives it. */
interface Cluster {
  readonly members: readonly number[];
  readonly centre: readonly number[];
}

const LINK: Readonly<Record<Exclude<NaiveLinkage, 'median'>, (a: number[][], b: number[][]) => number>> = {
  single: (a, b) => Math.min(...pairs(a, b)),
  complete: (a, b) => Math.max(...pairs(a, b)),
  average: (a, b) => pairs(a, b).reduce((sum, d) => sum + d, 0) / (a.length * b.length),
  centroid: (a, b) => distance(meanOf(a), meanOf(b)),
  ward: (a, b) => Math.sqrt(2 * (scatter([...a, ...b]) - scatter(a) - scatter(b))),
};

/** The heights of all merges, by how much the next best pair was further apart at each, and the partition into k clusters for
 * each k, straight from the definitions. */
export function naiveAgglomeration(
  points: readonly number[][],
  linkage: NaiveLinkage,
): { heights: number[]; margins: number[]; partitions: Map<number, number[]> } {
  let clusters: Cluster[] = points.map((centre, i) => ({ members: [i], centre }));
  const apart = (a: Cluster, b: Cluster): number =>
    linkage === 'median'
      ? distance(a.centre, b.centre)
      : LINK[linkage](
          a.members.map((m) => points[m]),
          b.members.map((m) => points[m]),
        );
  const heights: number[] = [];
  const margins: number[] = [];
  const partitions = new Map<number, number[]>();
  const note = (): void => {
    const labels = new Array<number>(points.length).fill(-1);
    clusters.forEach(({ members }, name) => members.forEach((i) => (labels[i] = name)));
    partitions.set(clusters.length, renamed(labels));
  };
  note();
  while (clusters.length > 1) {
    let least = Infinity;
    let next = Infinity;
    let best: [number, number] = [0, 1];
    clusters.forEach((a, i) =>
      clusters.slice(i + 1).forEach((b, j) => {
        const d = apart(a, b);
        if (d < least) {
          next = least;
          least = d;
          best = [i, i + 1 + j];
        } else next = Math.min(next, d);
      }),
    );
    heights.push(least);
    margins.push(next - least);
    const [a, b] = best.map((i) => clusters[i]);
    const merged = {
      members: [...a.members, ...b.members],
      centre: meanOf([[...a.centre], [...b.centre]]),
    };
    clusters = [...clusters.filter((_, i) => !best.includes(i)), merged];
    note();
  }
  return { heights, margins, partitions };
}

function pairs(a: number[][], b: number[][]): number[] {
  return a.flatMap((p) => b.map((q) => distance(p, q)));
}

function distance(p: readonly number[], q: readonly number[]): number {
  return Math.hypot(...p.map((v, j) => v - q[j]));
}

function meanOf(points: number[][]): number[] {
  return points[0].map((_, j) => points.reduce((sum, p) => sum + p[j], 0) / points.length);
}

/** Sum of squared distances to the mean. */
function scatter(points: number[][]): number {
  const mean = meanOf(points);
  return points.reduce((sum, p) => sum + p.reduce((s, v, j) => s + (v - mean[j]) ** 2, 0), 0);
}
