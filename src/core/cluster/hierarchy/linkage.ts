import { AppError } from '../../errors/index.ts';
import { buildKdTree } from '../kdTree.ts';
import type { Points, Tick } from '../points.ts';
import { centroidTree } from './centroidTree.ts';
import { matrixTree } from './matrixTree.ts';
import { mergeTreeOf, type MergeTree } from './mergeTree.ts';
import { spanningTree } from './spanningTree.ts';
import { wardTree } from './wardTree.ts';

export const LINKAGES = ['ward', 'complete', 'average', 'weighted', 'single', 'centroid', 'median'] as const;
export type Linkage = (typeof LINKAGES)[number];

/** The hierarchy of merges of points under a linkage, in Euclidean distance.
 *
 * Method: ward by nearest-neighbour chain on means, single by the minimum spanning tree, centroid and median by the nearest
 *         centres, the others over a matrix of distances; see wardTree, spanningTree, centroidTree, matrixTree.
 * Shape:  count points; count - 1 merges as the rows of SciPy's linkage: by ascending height, those of centroid and median
 *         in the order in which they are made.
 * Units:  heights in that of the coordinates.
 * Errors: bad-argument for an unknown linkage; over-budget for a matrix of more than 20,000 points.
 * Cost:   O(n²) for complete, average and weighted, about O(n log² n) for the others in few dimensions.
 * Source: see the four.   Checked against: SciPy 1.10.1, relative 1e-9, in the reference test. */
export function linkageTree(points: Points, linkage: Linkage, tick: Tick): MergeTree {
  switch (linkage) {
    case 'ward':
      return wardTree(points, tick);
    case 'single': {
      const tree = buildKdTree(points);
      return singleTree(tree.ids, spanningTree(tree, new Float64Array(points.count), tick));
    }
    case 'centroid':
    case 'median':
      return centroidTree(points, linkage, tick);
    case 'complete':
    case 'average':
    case 'weighted':
      return matrixTree(points, linkage, tick);
    default:
      throw new AppError('bad-argument', `"${String(linkage)}" is no linkage.`, {
        remedy: `Use ${LINKAGES.join(', ')}.`,
      });
  }
}

/** The hierarchy that a spanning tree over positions makes of the points that stand there. */
export function singleTree(
  ids: Int32Array,
  { first, second, length }: { first: Int32Array; second: Int32Array; length: Float64Array },
): MergeTree {
  const pointAt = (position: number): number => ids[position];
  return mergeTreeOf(ids.length, first.map(pointAt), second.map(pointAt), length);
}
