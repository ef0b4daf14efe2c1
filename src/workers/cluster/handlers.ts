import {
  assignBlocks,
  blockInertias,
  columnWarnings,
  dbscan,
  dbscanTogether,
  farthestRows,
  kmeans,
  kmeansSeed,
  labelsOfRows,
  newKmeansLabels,
  planDbscan,
  prepareDbscan,
  prepareKmeans,
  scaleColumns,
  scaledPoints,
  unscaledPoints,
} from '../../core/cluster/index.ts';
import type { Kernels } from '../../core/kernels/index.ts';
import type { ClusterJobs } from '../../shared/clusterJobs.ts';
import type { HandlersOf } from '../handler.ts';
import { ticker } from '../hierarchy/ticker.ts';
import { loadKernels } from '../kernels.ts';
import { takeTurns } from './takeTurns.ts';

let kernels: Kernels | undefined;

/** This thread's kernels for clustering, made when first wanted. */
function threadKernels(): Kernels {
  kernels ??= loadKernels();
  return kernels;
}

export const clusterHandlers: HandlersOf<ClusterJobs> = {
  columnWarnings: ({ columns, scaling, names }) => columnWarnings(columns, scaling, names),
  dbscan: ({ columns, options, scaling, control }) =>
    dbscan(scaleColumns(columns, scaling).columns, options, ticker(control)),
  dbscanPlan: ({ columns, options, scaling, bands, control }) => {
    const scaled = scaleColumns(columns, scaling).columns;
    const { plan, skipped } = planDbscan(scaled, options, bands, ticker(control));
    return { columns: scaled, plan, skipped };
  },
  dbscanPrepare: ({ columns, options, control }) => prepareDbscan(columns, options, ticker(control)).state,
  dbscanTogether: ({ work, taken, control }) =>
    dbscanTogether(work, takeTurns(taken, control), ticker(control)),
  kmeans: async ({ columns, options, scaling, control }) => {
    const { columns: scaled, ...units } = scaleColumns(columns, scaling);
    const { init } = options;
    const scaledOptions = init ? { ...options, init: scaledPoints(init, units) } : options;
    const tick = ticker(control);
    const found = await kmeans(scaled, scaledOptions, threadKernels(), () => tick(1));
    return { ...found, centers: unscaledPoints(found.centers, units) };
  },
  kmeansPrepare: ({ columns, clusters, scaling }) => {
    const { columns: scaled, ...units } = scaleColumns(columns, scaling);
    const prepared = prepareKmeans(scaled, clusters);
    return { ...prepared, ...units, shared: newKmeansLabels(prepared.data, clusters) };
  },
  kmeansSeed: ({ data, nClusters, randomState, run, control }) => {
    const tick = ticker(control);
    return kmeansSeed(data, { nClusters, randomState }, run, () => tick(0));
  },
  kmeansAssign: ({ data, centres, shared, b0, b1, control }) =>
    assignBlocks(threadKernels(), data, centres, shared, b0, b1, ticker(control)),
  kmeansFarthest: ({ data, centres, labels, count }) => farthestRows(data, centres, labels, count),
  kmeansInertia: ({ data, centres, labels, b0, b1 }) => blockInertias(data, centres, labels, b0, b1),
  kmeansLabels: ({ labels, rows, tableRows }) => labelsOfRows(labels, rows, tableRows),
};
