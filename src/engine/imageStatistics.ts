import type { ImageStatistics } from '../core/stats/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Work } from './jobTracker.ts';
import { runPasses } from './passes.ts';
import type { Pool } from './pool.ts';
import type { ImageValue } from './values.ts';

/** Statistics of the finite pixels of an image without maps. */
export async function imageStatisticsOf(pool: Pool, image: ImageValue, work: Work): Promise<ImageStatistics> {
  work.expect(image.base.window.height, 'Measuring');
  const request = { name: 'statistics', params: {} };
  const [statistics] = await runPasses(pool, readablePlane(image.base), [request], work.control);
  return statistics as ImageStatistics;
}
