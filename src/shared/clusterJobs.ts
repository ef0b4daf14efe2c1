import type {
  DbscanLabels,
  DbscanOptions,
  DbscanState,
  DbscanTeamwork,
  GridPlan,
  KmeansData,
  KmeansLabelling,
  KmeansLabels,
  KmeansOptions,
  Scaling,
} from '../core/cluster/index.ts';
import type { JobControl } from './jobs.ts';

/** Signatures of the jobs of DBSCAN and k-means; their code is in src/workers/cluster. */
export interface ClusterJobs {
  /** Sentences about columns that say nothing or drown the others. */
  columnWarnings: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly scaling: Scaling;
      readonly names: readonly string[];
    };
    output: readonly string[];
  };
  /** A whole DBSCAN of a small table. */
  dbscan: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly options: DbscanOptions;
      readonly scaling: Scaling;
      readonly control: JobControl;
    };
    output: DbscanLabels;
  };
  /** Scales the columns and plans a grid with so many bands; without a plan `dbscanPrepare` is to be taken. */
  dbscanPlan: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly options: DbscanOptions;
      readonly scaling: Scaling;
      readonly bands: number;
      readonly control: JobControl;
    };
    output: {
      readonly columns: readonly Float64Array[];
      readonly plan: GridPlan | null;
      readonly skipped: number;
    };
  };
  /** Orders the points. */
  dbscanPrepare: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly options: DbscanOptions;
      readonly control: JobControl;
    };
    output: DbscanState;
  };
  /** One thread's share of the work; as many as there are threads are asked for. `taken` begins as zeros. */
  dbscanTogether: {
    input: {
      readonly work: DbscanTeamwork;
      readonly taken: Int32Array;
      readonly control: JobControl;
    };
    output: void;
  };
  /** A whole k-means of a small table. */
  kmeans: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly options: KmeansOptions;
      readonly scaling: Scaling;
      readonly control: JobControl;
    };
    output: KmeansLabelling;
  };
  /** Scales the points and takes their mean off; room for labels and sums. */
  kmeansPrepare: {
    input: {
      readonly columns: readonly Float64Array[];
      readonly clusters: number;
      readonly scaling: Scaling;
    };
    output: KmeansTable;
  };
  kmeansSeed: {
    input: {
      readonly data: KmeansData;
      readonly nClusters: number;
      readonly randomState: number;
      readonly run: number;
      readonly control: JobControl;
    };
    output: Float64Array;
  };
  /** Labels and sums of blocks b0 … b1 - 1; how many labels changed. */
  kmeansAssign: {
    input: {
      readonly data: KmeansData;
      readonly centres: Float64Array;
      readonly shared: KmeansLabels;
      readonly b0: number;
      readonly b1: number;
      readonly control: JobControl;
    };
    output: number;
  };
  kmeansFarthest: {
    input: {
      readonly data: KmeansData;
      readonly centres: Float64Array;
      readonly labels: Int32Array;
      readonly count: number;
    };
    output: Uint32Array;
  };
  /** Inertia of each of blocks b0 … b1 - 1. */
  kmeansInertia: {
    input: {
      readonly data: KmeansData;
      readonly centres: Float64Array;
      readonly labels: Int32Array;
      readonly b0: number;
      readonly b1: number;
    };
    output: Float64Array;
  };
  /** Labels of usable rows as labels of the table's rows. */
  kmeansLabels: {
    input: { readonly labels: Int32Array; readonly rows: Uint32Array; readonly tableRows: number };
    output: Int32Array;
  };
}

/** A table made ready for k-means. */
export interface KmeansTable {
  readonly data: KmeansData;
  readonly shared: KmeansLabels;
  /** The table's row of each usable one. */
  readonly rows: Uint32Array;
  readonly skipped: number;
  /** scaled = (value - offset) / scale. */
  readonly offset: Float64Array;
  readonly scale: Float64Array;
}
