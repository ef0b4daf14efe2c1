import { radialProfile } from '../core/image/index.ts';
import type { Cutout } from '../shared/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** A square around a position (1-based, whole image) and the mean value in rings of one pixel around it. */
export async function cutoutOf(
  pool: Pool,
  image: ImageValue,
  x: number,
  y: number,
  size: number,
): Promise<Cutout> {
  const { window } = image.base;
  const half = Math.floor(size / 2);
  const x0 = Math.round(x) - 1 - window.x0 - half;
  const y0 = Math.round(y) - 1 - window.y0 - half;
  const values = await pool.run('cutout', { plane: readablePlane(image.base), x0, y0, size }, PRIORITY.tile);
  return {
    x0: x0 + window.x0 + 1,
    y0: y0 + window.y0 + 1,
    size,
    values: Array.from(values, (value) => (Number.isFinite(value) ? value : null)),
    profile: radialProfile(values, size, x - 1 - window.x0 - x0, y - 1 - window.y0 - y0),
  };
}
