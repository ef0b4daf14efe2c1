import { fromIcrs, pixelFromSky, skyFromPixel, toIcrs, type Wcs } from '../../core/wcs/index.ts';
import type { ImageSummary } from '../../shared/index.ts';
import type { ImagePoint, View } from '../canvas/viewer.ts';

type Lock = 'pixel' | 'wcs';

/** The view of one image that shows what a view of another shows: the same pixels of the whole image, or the same sky (the
 * same pixels where one of them has no sky); null where the sky is not on the other. */
export function matchedView(lock: Lock, from: ImageSummary, to: ImageSummary, view: View): View | null {
  const centre = matchedPoint(lock, from, to, view.centre);
  if (!centre) return null;
  const bySky = lock === 'wcs' && from.wcs && to.wcs;
  const ratio = bySky ? pixelDegrees(to.wcs!) / pixelDegrees(from.wcs!) : 1;
  return { centre, scale: view.scale * ratio };
}

/** The place on one image that belongs to a place on another; 0-based in what is shown. */
export function matchedPoint(
  lock: Lock,
  from: ImageSummary,
  to: ImageSummary,
  point: ImagePoint,
): ImagePoint | null {
  if (lock === 'wcs' && from.wcs && to.wcs) return throughSky(from, to, point);
  return { x: point.x + from.originX - to.originX, y: point.y + from.originY - to.originY };
}

/** How an image lies to another whose sky it shares, since views are not turned: degrees that its sky is turned counter-clockwise
 * (-180 to 180) against the other's, once it is mirrored where it has to be. Null where they have no sky in common. */
export function skyTurn(
  from: ImageSummary,
  to: ImageSummary,
): { readonly degrees: number; readonly mirrored: boolean } | null {
  if (!from.wcs || !to.wcs) return null;
  const [x, y] = [from.width / 2, from.height / 2];
  const step = Math.max(1, Math.min(x, y) / 4);
  const [middle, right, up] = [
    { x, y },
    { x: x + step, y },
    { x, y: y + step },
  ].map((point) => throughSky(from, to, point));
  if (!middle || !right || !up) return null;
  const along = { x: right.x - middle.x, y: right.y - middle.y };
  const across = { x: up.x - middle.x, y: up.y - middle.y };
  const mirrored = along.x * across.y - along.y * across.x < 0;
  return { degrees: (Math.atan2(along.y, mirrored ? -along.x : along.x) * 180) / Math.PI, mirrored };
}

function throughSky(from: ImageSummary, to: ImageSummary, point: ImagePoint): ImagePoint | null {
  const sky = skyFromPixel(from.wcs!, point.x + 1 + from.originX, point.y + 1 + from.originY);
  const icrs = sky && toIcrs(from.wcs!, sky.lon, sky.lat);
  const there = icrs && fromIcrs(to.wcs!, icrs.ra, icrs.dec);
  const pixel = there && pixelFromSky(to.wcs!, there.lon, there.lat);
  return pixel && { x: pixel.x - 1 - to.originX, y: pixel.y - 1 - to.originY };
}

/** Degrees of a pixel's side. */
function pixelDegrees({ planeFromPixel: [a, b, c, d] }: Wcs): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}
