import { AppError } from '../core/errors/index.ts';
import type { MaskRegions } from '../core/region/index.ts';
import type { Body } from '../shared/index.ts';
import type { Work } from './jobTracker.ts';
import type { PixelStore } from './pixelStore.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** Of a pixel, for its value, its run and the number of its object. */
const BYTES_PER_PIXEL = 16;
const SHARES = 100;

/** The objects of a binary image as polygons in FITS pixels of the whole image. */
export async function regionsOfMask(
  pool: Pool,
  pixels: PixelStore,
  image: ImageValue,
  { connectivity, least_pixels, most, tolerance }: Omit<Body<'maskRegions'>, 'step'>,
  work: Work,
): Promise<MaskRegions> {
  const { width, height, x0, y0 } = image.base.window;
  const bytes = width * height * BYTES_PER_PIXEL;
  if (bytes > pixels.budgetBytes)
    throw new AppError(
      'over-budget',
      `Outlines of ${width} x ${height} pixels need ${bytes} bytes; the memory budget is ${pixels.budgetBytes}.`,
      { remedy: 'Crop the image first.' },
    );
  const { mask } = await pixels.planes({ mask: image.base }, work);
  const options = { connectivity, leastPixels: least_pixels, most, tolerance, originX: x0, originY: y0 };
  work.expect(SHARES, 'Outlining');
  const input = { plane: mask!, options, control: work.control, shares: SHARES };
  return pool.run('maskRegions', input, PRIORITY.asked);
}
