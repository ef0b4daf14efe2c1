import type { Scaling } from '../../core/cluster/index.ts';

/** Columns to cluster by, over shared memory and of equal length; NaN where a cell is missing. */
export interface ClusterColumns {
  readonly columns: readonly Float64Array[];
  /** Names of the columns, for warnings. */
  readonly names?: readonly string[];
  readonly scaling: Scaling;
}
