import { toIcrs } from './frame.ts';
import { skyFromPixel } from './transform.ts';
import type { Wcs } from './wcs.ts';

/** Places in ICRS of pixels of the whole image, as columns.
 *
 * Units:  1-based pixels, the first one's centre at (1, 1); degrees.
 * Non-finite: NaN where a pixel is NaN, has no sky, or lies in a frame without a way to ICRS. */
export function icrsOfPixels(
  wcs: Wcs,
  x: Float64Array,
  y: Float64Array,
): { ra: Float64Array<ArrayBuffer>; dec: Float64Array<ArrayBuffer> } {
  const ra = new Float64Array(x.length).fill(NaN);
  const dec = new Float64Array(x.length).fill(NaN);
  for (let i = 0; i < x.length; i++) {
    const native = skyFromPixel(wcs, x[i], y[i]);
    const sky = native && toIcrs(wcs, native.lon, native.lat);
    if (!sky) continue;
    ra[i] = sky.ra;
    dec[i] = sky.dec;
  }
  return { ra, dec };
}
