import {
  buildKdTree,
  columnWarnings,
  copheneticCorrelation,
  cutTree,
  dendrogram,
  groupPoints,
  hdbscanClusters,
  kDistanceCurve,
  linkageTree,
  neighbourDistances,
  pointsOf,
  scaleColumns,
  silhouettes,
  suggestCut,
  usableRows,
} from '../../core/cluster/index.ts';
import type { HierarchyJobs } from '../../shared/hierarchyJobs.ts';
import type { HandlersOf } from '../handler.ts';
import { ticker } from './ticker.ts';

/** With more points, the correlation of all their pairs would take longer than the hierarchy. */
const COPHENETIC_POINTS = 5000;

export const hierarchyHandlers: HandlersOf<HierarchyJobs> = {
  clusterPoints: ({ columns, scaling, names }) => {
    const { rows } = usableRows(columns);
    return {
      points: pointsOf(scaleColumns(columns, scaling).columns, rows),
      rows: rows.slice(),
      warnings: columnWarnings(columns, scaling, names),
    };
  },
  cutHierarchy: ({ points, linkage, cut, shownMerges, control }) => {
    const tree = linkageTree(points, linkage, ticker(control));
    return {
      tree,
      ...cutTree(tree, cut),
      suggested: suggestCut(tree),
      dendrogram: dendrogram(tree, shownMerges),
      copheneticCorrelation: points.count > COPHENETIC_POINTS ? null : copheneticCorrelation(tree, points),
    };
  },
  kdTree: ({ points }) => buildKdTree(points),
  neighbourDistances: ({ tree, k, from, to, control }) =>
    neighbourDistances(tree, k, from, to, ticker(control)),
  hdbscanClusters: ({ tree, core, options, control }) =>
    hdbscanClusters(tree, core, options, ticker(control)),
  kDistanceCurve: ({ distances }) => kDistanceCurve(distances),
  groupPoints: ({ columns, labels, scaling, seed }) => {
    const { rows } = usableRows(columns);
    return groupPoints(scaleColumns(columns, scaling).columns, labels, rows, seed);
  },
  silhouettes: ({ groups, from, to, control }) => silhouettes(groups, from, to, ticker(control)),
};
