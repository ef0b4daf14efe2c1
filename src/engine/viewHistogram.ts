import { pixelShape, type RegionOutline } from '../core/region/index.ts';
import type { HistogramSummary } from '../shared/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** Counts of the pixels of the first region, without those of the excluded ones after it. */
export async function histogramOfRegion(
  pool: Pool,
  image: ImageValue,
  regions: readonly RegionOutline[],
  bins: number,
): Promise<HistogramSummary> {
  const { window } = image.base;
  const placed = regions.map((region) => ({ shape: pixelShape(region, image.wcs), include: region.include }));
  const job = {
    plane: readablePlane(image.base),
    originX: window.x0,
    originY: window.y0,
    regions: placed,
    bins,
  };
  const { low, high, counts } = await pool.run('regionHistogram', job, PRIORITY.asked);
  // Without pixels there is no range; JSON has no NaN.
  const [first, last] = low <= high ? [low, high] : [0, 0];
  return { kind: 'histogram', low: first, high: last, counts: [...counts], below: 0, above: 0 };
}
