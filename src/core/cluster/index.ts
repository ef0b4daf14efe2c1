export {
  scaleColumns,
  scaledPoints,
  unscaledPoints,
  type ScaledColumns,
  type Scaling,
} from './scaleColumns.ts';
export { usableRows } from './usableRows.ts';
export { copheneticCorrelation } from './hierarchy/copheneticCorrelation.ts';
export { type CondensedTree } from './hierarchy/condensedTree.ts';
export { cutTree, suggestCut, type Cut } from './hierarchy/cutTree.ts';
export { dendrogram, type Dendrogram } from './hierarchy/dendrogram.ts';
export { hdbscanClusters, type HdbscanClusters, type HdbscanOptions } from './hierarchy/hdbscan.ts';
export { LINKAGES, linkageTree, type Linkage } from './hierarchy/linkage.ts';
export { type MergeTree } from './hierarchy/mergeTree.ts';
export { type SelectionMethod } from './hierarchy/selectClusters.ts';
export { buildKdTree, type KdTree } from './kdTree.ts';
export { neighbourDistances } from './neighbourDistances.ts';
export { labelsOfRows, pointsOf, valuesOfRows, type Points, type Tick } from './points.ts';
export { adjustedRand } from './quality/adjustedRand.ts';
export { kDistanceCurve, type KDistanceCurve } from './quality/kDistanceCurve.ts';
export {
  groupPoints,
  meanSilhouettes,
  SILHOUETTE_ROWS,
  silhouettes,
  type GroupedPoints,
} from './quality/silhouette.ts';
export {
  dbscan,
  dbscanPieces,
  findCores,
  joinCores,
  labelPoints,
  numberClusters,
  planDbscan,
  prepareDbscan,
  type DbscanLabels,
  type DbscanOptions,
} from './dbscan/dbscan.ts';
export { newDbscanAnswer, type DbscanState, type Poll } from './dbscan/dbscanState.ts';
export {
  DBSCAN_STEPS,
  dbscanTogether,
  newDbscanTally,
  readDbscanTally,
  type DbscanTeamwork,
  type Turns,
} from './dbscan/dbscanTogether.ts';
export type { GridPlan } from './dbscan/gridPlan.ts';
export { gridRoomBytes } from './dbscan/gridRoom.ts';
export { assignBlocks, blockInertias, farthestRows, type KmeansLabels } from './kmeans/assignBlocks.ts';
export {
  bestRun,
  centresInUnits,
  kmeans,
  kmeansSeed,
  newKmeansLabels,
  sumInOrder,
  type KmeansLabelling,
  type KmeansOptions,
  type KmeansRunner,
} from './kmeans/kmeans.ts';
export { kmeansBlocks, prepareKmeans, type KmeansData } from './kmeans/kmeansData.ts';
export { columnWarnings, dbscanWarnings, kmeansWarnings } from './clusterWarnings.ts';
