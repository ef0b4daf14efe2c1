import type {
  Cut,
  Dendrogram,
  GroupedPoints,
  HdbscanClusters,
  HdbscanOptions,
  KdTree,
  KDistanceCurve,
  Linkage,
  MergeTree,
  Points,
  Scaling,
} from '../core/cluster/index.ts';
import type { JobControl } from './jobs.ts';

/** The hierarchy of some points, cut, and what a window draws of it. */
export interface CutHierarchy {
  readonly tree: MergeTree;
  /** By point. */
  readonly labels: Int32Array;
  readonly clusters: number;
  /** The height of the cut. */
  readonly height: number;
  readonly suggested: { readonly height: number; readonly clusters: number } | null;
  readonly dendrogram: Dendrogram;
  /** Null where there are too many pairs of points to look at. */
  readonly copheneticCorrelation: number | null;
}

/** Signatures of the jobs of hierarchical clustering, HDBSCAN and the quality of clusterings; their code is in src/workers/hierarchy. */
export interface HierarchyJobs {
  /** The points of the rows that have a number in every column, scaled, over shared memory. */
  clusterPoints: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly scaling: Scaling;
      /** What the columns are called in warnings. */
      readonly names: readonly string[];
    };
    output: {
      readonly points: Points;
      /** The row of each point. */
      readonly rows: Uint32Array;
      /** Sentences about columns that say nothing or drown the others. */
      readonly warnings: readonly string[];
    };
  };
  cutHierarchy: {
    input: {
      readonly points: Points;
      readonly linkage: Linkage;
      readonly cut: Cut;
      /** Merges of the dendrogram, counted from the last. */
      readonly shownMerges: number;
      readonly control: JobControl;
    };
    output: CutHierarchy;
  };
  kdTree: { input: { readonly points: Points }; output: KdTree };
  /** Distances to the k-th neighbour of positions from … to - 1 of the tree. */
  neighbourDistances: {
    input: {
      readonly tree: KdTree;
      readonly k: number;
      readonly from: number;
      readonly to: number;
      readonly control: JobControl;
    };
    output: Float64Array;
  };
  hdbscanClusters: {
    input: {
      readonly tree: KdTree;
      readonly core: Float64Array;
      readonly options: HdbscanOptions;
      readonly control: JobControl;
    };
    output: HdbscanClusters;
  };
  kDistanceCurve: { input: { readonly distances: Float64Array }; output: KDistanceCurve };
  /** The rows of clusters, or a sample of them, by cluster. */
  groupPoints: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly labels: Int32Array;
      readonly scaling: Scaling;
      readonly seed: number;
    };
    output: GroupedPoints;
  };
  /** Silhouettes of points from … to - 1. */
  silhouettes: {
    input: {
      readonly groups: GroupedPoints;
      readonly from: number;
      readonly to: number;
      readonly control: JobControl;
    };
    output: Float64Array;
  };
}
