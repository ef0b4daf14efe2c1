import { unlikeSpreads } from './quality/unlikeSpreads.ts';
import { columnMoments, isConstant, type Scaling } from './scaleColumns.ts';
import { usableRows } from './usableRows.ts';

/** Sentences for columns that say nothing, or drown the others, in the distances of a clustering.
 *
 * Shape:  names, where given, are those of the columns; without them columns are counted from 1. */
export function columnWarnings(
  columns: readonly Float64Array[],
  scaling: Scaling,
  names: readonly string[] = [],
): string[] {
  const { rows } = usableRows(columns);
  if (rows.length < 2) return [];
  const name = (j: number): string => (names[j] === undefined ? `Column ${j + 1}` : `"${names[j]}"`);
  const variances = columns.map((column) => {
    const moments = columnMoments(column, rows);
    return isConstant(moments, rows.length) ? 0 : moments.variance;
  });
  const warnings = variances.flatMap((variance, j) =>
    variance === 0 ? [`${name(j)} is the same in every row and does not separate anything.`] : [],
  );
  const unlike = scaling === 'none' ? unlikeSpreads(variances) : null;
  if (unlike)
    warnings.push(
      `${name(unlike.widest)} spreads ${Math.round(unlike.ratio)} times as widely as ${name(unlike.narrowest)}, ` +
        'which then hardly counts: scale the columns, or give them like units.',
    );
  return warnings;
}

/** Sentences for a DBSCAN whose eps or min_samples say little about the data. */
export function dbscanWarnings(
  { clusters, noise, points }: { clusters: number; noise: number; points: number },
  { eps, minSamples }: { eps: number; minSamples: number },
): string[] {
  if (points === 0) return ['No row has a number in every chosen column.'];
  if (clusters === 0)
    return [
      minSamples > points
        ? `All is noise: min_samples is ${minSamples}, more than the ${points} points there are.`
        : `All is noise: no point has ${minSamples} points within ${eps}. Raise eps or lower min_samples.`,
    ];
  if (clusters === 1 && noise === 0 && points > 1)
    return [`All points are one cluster: eps ${eps} joins them all. Lower eps or raise min_samples.`];
  return [];
}

/** Sentences for a k-means that found fewer groups than it was asked for, or did not settle. */
export function kmeansWarnings(
  { clusters, iterations }: { clusters: number; iterations: number },
  { nClusters, maxIter }: { nClusters: number; maxIter: number },
): string[] {
  const warnings: string[] = [];
  if (clusters < nClusters)
    warnings.push(
      `Only ${clusters} of ${nClusters} clusters hold a row: there may be fewer distinct points.`,
    );
  if (iterations === maxIter && maxIter > 1)
    warnings.push(`The centres were still moving after ${maxIter} iterations: raise max_iter.`);
  return warnings;
}
