import type { Points } from '../../core/cluster/index.ts';
import type { ClusterColumns } from '../cluster/request.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';

/** The rows with a number in every column as scaled points, and what to say about them. */
export interface TablePoints {
  readonly points: Points;
  /** The row of each point. */
  readonly rows: Uint32Array;
  /** Rows of the table. */
  readonly total: number;
  /** Rows left out for want of a number. */
  readonly skipped: number;
  readonly warnings: string[];
}

export async function tablePoints(
  pool: Pool,
  { columns, scaling, names = [] }: ClusterColumns,
): Promise<TablePoints> {
  const { points, rows, warnings } = await pool.run(
    'clusterPoints',
    { columns, scaling, names },
    PRIORITY.asked,
  );
  const total = columns[0]?.length ?? 0;
  return { points, rows, total, skipped: total - rows.length, warnings: [...warnings] };
}
