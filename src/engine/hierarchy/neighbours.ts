import type { KdTree, Points } from '../../core/cluster/index.ts';
import { AppError } from '../../core/errors/index.ts';
import type { Work } from '../jobTracker.ts';
import type { Pool } from '../pool.ts';
import { PRIORITY } from '../priorityQueue.ts';
import { inRanges, joined } from './inRanges.ts';

const RANGE_POINTS = 8192;

/** The k-d tree of some points, and the distance from each position of it to the k-th neighbour, on all threads. */
export async function treeAndDistances(
  pool: Pool,
  points: Points,
  k: number,
  work: Work,
): Promise<{ tree: KdTree; distances: Float64Array }> {
  if (k > points.count) {
    throw new AppError(
      'bad-argument',
      `There are ${points.count} rows with all values, and ${k} neighbours were asked for.`,
      {
        remedy: `Use ${points.count} or fewer for min_samples.`,
      },
    );
  }
  const tree = await pool.run('kdTree', { points }, PRIORITY.asked);
  const { control } = work;
  const parts = await inRanges(points.count, RANGE_POINTS, control, (from, to) =>
    pool.run('neighbourDistances', { tree, k, from, to, control }, PRIORITY.asked),
  );
  return { tree, distances: joined(parts) };
}
