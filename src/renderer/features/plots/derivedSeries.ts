import type { RegressionPath } from '../../../core/regression/index.ts';
import type {
  KCurvesSummary,
  KDistanceSummary,
  SilhouetteSummary,
  TreeSegment,
} from '../../../shared/index.ts';
import type { TreeLines } from '../../canvas/plots/dendrogramSheet.ts';
import type { Pick, Series } from '../../canvas/plots/lineSheet.ts';

interface Lines {
  readonly series: readonly Series[];
  readonly xTitle: string;
  readonly yTitle: string;
  readonly label: string;
  readonly xLog?: boolean;
  readonly picks?: readonly Pick[];
  readonly names: 'ends' | 'list' | 'none';
}

const floats = (values: readonly (number | null)[]): Float64Array =>
  Float64Array.from(values, (value) => value ?? Number.NaN);

/** Sorted distances to the k-th neighbour, the knee marked. */
export function distanceCurve({ rank, distance, knee, k }: KDistanceSummary): Lines {
  const at = knee === null ? -1 : distance.findIndex((value) => value >= knee);
  const picks =
    knee === null || at < 0 ? [] : [{ x: rank[at]!, y: knee, label: `knee ${knee.toPrecision(3)}` }];
  return {
    series: [{ label: `neighbour ${k}`, x: floats(rank), y: floats(distance), tone: 'accent' }],
    xTitle: 'rows in order of their distance',
    yTitle: `distance to neighbour ${k}`,
    label: `Distances to neighbour ${k}`,
    picks,
    names: 'none',
  };
}

/** Inertia and silhouette over the number of clusters. */
export function curvesOf({ k, inertia, silhouette, best }: KCurvesSummary): readonly Lines[] {
  const x = floats(k);
  const at = best === null ? -1 : k.indexOf(best);
  const line = (yTitle: string, values: readonly (number | null)[], picks: readonly Pick[]): Lines => ({
    series: [{ label: yTitle, x, y: floats(values), tone: 'accent', dots: true }],
    xTitle: 'clusters',
    yTitle,
    label: `${yTitle} over the number of clusters`,
    picks,
    names: 'none',
  });
  return [
    line('inertia', inertia, []),
    line('silhouette', silhouette, at < 0 ? [] : [{ x: best!, y: silhouette[at]!, label: `best ${best}` }]),
  ];
}

/** Coefficients over alpha, and the alpha of the best cross-validated score. */
export function pathSeries(path: RegressionPath): Lines {
  const x = floats(path.alphas);
  return {
    series: path.terms.map((label, term) => ({
      label,
      x,
      y: Float64Array.from(path.coefficients, (row) => row[term] ?? Number.NaN),
    })),
    xTitle: 'alpha',
    yTitle: 'coefficient',
    label: 'Coefficients over alpha',
    xLog: true,
    names: path.terms.length <= 12 ? 'ends' : 'none',
  };
}

/** Silhouettes as rows with labels. */
export function silhouetteRows({ clusters, mean, sampled }: SilhouetteSummary) {
  const values = Float64Array.from(clusters.flatMap((cluster) => cluster.values));
  const labels = Int32Array.from(clusters.flatMap((cluster) => cluster.values.map(() => cluster.label)));
  return {
    values,
    labels,
    label: `Silhouettes of ${sampled} rows, mean ${mean === null ? 'undefined' : mean.toFixed(4)}`,
  };
}

/** The lines of a tree as the dendrogram draws them. */
export function treeLines(segments: readonly TreeSegment[]): TreeLines {
  const column = (of: (segment: TreeSegment) => number): Float64Array => Float64Array.from(segments, of);
  return {
    x1: column(({ x1 }) => x1),
    y1: column(({ y1 }) => y1),
    x2: column(({ x2 }) => x2),
    y2: column(({ y2 }) => y2),
    cluster: Int32Array.from(segments, ({ cluster }) => cluster),
  };
}
