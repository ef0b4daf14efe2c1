import { fromIcrs, pixelFromSky, skyFromPixel, toIcrs, type Wcs } from '../wcs/index.ts';

/** An image that knows its place on the sky; see Frame of core/operations. */
export interface SkyFrame {
  readonly width: number;
  readonly height: number;
  readonly originX: number;
  readonly originY: number;
  readonly wcs: Wcs;
}

/** Rounding of two ways through the sky, in pixels: what lies closer than this to a pixel's centre is taken to be on it. */
const SNAP = 1e-7;

/** Where a pixel of `grid` lies in `image` (both 0-based), into `place`; NaN where the sky there is not on the image.
 *
 * Method: pixel to sky by the grid's WCS, over ICRS where the frames differ, to pixel by the image's. A place within half a
 *         pixel beyond the outermost centres still lies on the image and moves onto the border. */
export function skyPlaceInto(
  place: Float64Array,
  grid: SkyFrame,
  image: SkyFrame,
  x: number,
  y: number,
): void {
  place.fill(NaN);
  const seen = skyFromPixel(grid.wcs, x + grid.originX + 1, y + grid.originY + 1);
  if (seen === null) return;
  const sky = sameFrame(grid.wcs, image.wcs) ? seen : throughIcrs(grid.wcs, image.wcs, seen);
  const pixel = sky && pixelFromSky(image.wcs, sky.lon, sky.lat);
  if (!pixel) return;
  place[0] = pixel.x - image.originX - 1;
  place[1] = pixel.y - image.originY - 1;
}

/** A coordinate brought onto the image: snapped to whole pixels, moved onto the border; NaN where it is not on it. */
export function onImage(place: number, length: number): number {
  if (!(place >= -0.5 && place <= length - 0.5)) return NaN;
  const whole = Math.round(place);
  const snapped = Math.abs(place - whole) < SNAP ? whole : place;
  return Math.min(Math.max(snapped, 0), length - 1);
}

function throughIcrs(from: Wcs, to: Wcs, sky: { lon: number; lat: number }) {
  const icrs = toIcrs(from, sky.lon, sky.lat);
  return icrs && fromIcrs(to, icrs.ra, icrs.dec);
}

function sameFrame(a: Wcs, b: Wcs): boolean {
  return a.frame === b.frame && a.frame !== 'OTHER' && Object.is(a.equinox, b.equinox);
}
