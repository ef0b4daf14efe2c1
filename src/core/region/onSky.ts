import { atan2 } from '../math/index.ts';
import { fromIcrs, pixelFromSky, skyFromPixel, toIcrs, type Wcs } from '../wcs/index.ts';
import { centreOf, mapPlaces, scaledShape } from './geometry.ts';
import type { RegionOutline, RegionPoint, RegionShape } from './region.ts';

const DEGREES_PER_RADIAN = 57.29577951308232;
/** A step to the north by which scale and direction are measured, in degrees. */
const STEP = 1 / 3600;

/** Where a place in degrees ICRS lies in FITS pixels; null where it is not on the projection. */
export function pixelFromIcrs(wcs: Wcs, [ra, dec]: RegionPoint): RegionPoint | null {
  const own = fromIcrs(wcs, ra, dec);
  const pixel = own && pixelFromSky(wcs, own.lon, own.lat);
  return pixel && Number.isFinite(pixel.x) && Number.isFinite(pixel.y) ? [pixel.x, pixel.y] : null;
}

/** Where a FITS pixel lies in degrees ICRS; null where there is no sky, or none that has a place in ICRS. */
export function icrsFromPixel(wcs: Wcs, [x, y]: RegionPoint): RegionPoint | null {
  const own = skyFromPixel(wcs, x, y);
  const sky = own && toIcrs(wcs, own.lon, own.lat);
  return sky && Number.isFinite(sky.ra) && Number.isFinite(sky.dec) ? [sky.ra, sky.dec] : null;
}

/** Pixels per degree at a place of the sky, and the direction of north there: degrees counter-clockwise from +x. */
export interface LocalSky {
  readonly pixelsPerDegree: number;
  readonly north: number;
}

/** Scale and direction at a place (degrees ICRS).
 *
 * Method: one step of an arcsecond to the north and one to the south, (p(+) - p(-)) / 2 in pixels; the length is that of
 *         the step to the north, as photutils and DS9 take it, so that pixels that are not square count by their northern
 *         side. */
export function localSky(wcs: Wcs, at: RegionPoint): LocalSky | null {
  const north = pixelFromIcrs(wcs, [at[0], Math.min(at[1] + STEP, 90)]);
  const south = pixelFromIcrs(wcs, [at[0], Math.max(at[1] - STEP, -90)]);
  if (!north || !south) return null;
  const [dx, dy] = [north[0] - south[0], north[1] - south[1]];
  const degrees = Math.min(at[1] + STEP, 90) - Math.max(at[1] - STEP, -90);
  const length = Math.sqrt(dx * dx + dy * dy);
  if (!(degrees > 0 && length > 0 && length < Infinity)) return null;
  return { pixelsPerDegree: length / degrees, north: atan2(dy, dx) * DEGREES_PER_RADIAN };
}

/** The shape of a region in FITS pixels of the whole image; null where the sky has no such place on the image.
 *
 * Method: places exactly; lengths by the scale at the middle of the shape, angles by the direction of north there. */
export function pixelShape(
  region: Pick<RegionOutline, 'system' | 'shape'>,
  wcs: Wcs | null,
): RegionShape | null {
  if (region.system === 'image') return region.shape;
  if (!wcs) return null;
  const local = needsLocal(region.shape) ? localSky(wcs, centreOf(region.shape)) : NO_TURN;
  const placed = withPlaces(region.shape, (point) => pixelFromIcrs(wcs, point));
  return local && placed && scaledShape(placed, local.pixelsPerDegree, local.north - 90);
}

/** A shape in FITS pixels in degrees ICRS: the inverse of `pixelShape`; null off the sky. */
export function skyShape(shape: RegionShape, wcs: Wcs): RegionShape | null {
  const placed = withPlaces(shape, (point) => icrsFromPixel(wcs, point));
  if (!placed) return null;
  const local = needsLocal(shape) ? localSky(wcs, centreOf(placed)) : NO_TURN;
  return local && scaledShape(placed, 1 / local.pixelsPerDegree, 90 - local.north);
}

const NO_TURN: LocalSky = { pixelsPerDegree: 1, north: 90 };

function needsLocal({ kind }: RegionShape): boolean {
  return kind !== 'point' && kind !== 'line' && kind !== 'polygon';
}

function withPlaces(shape: RegionShape, map: (point: RegionPoint) => RegionPoint | null): RegionShape | null {
  let lost = false;
  const placed = mapPlaces(shape, (point) => {
    const mapped = map(point);
    lost ||= mapped === null;
    return mapped ?? point;
  });
  return lost ? null : placed;
}
