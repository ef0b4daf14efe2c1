import type { ImageSummary } from '../../../shared/index.ts';
import type { ImagePoint } from '../viewer.ts';
import {
  screenFromImage,
  visibleBounds,
  type ImageBounds,
  type ScreenPoint,
  type Viewport,
} from '../viewport.ts';

type Origin = Pick<ImageSummary, 'originX' | 'originY'>;

/** A point of the shown image (0-based) as a FITS pixel of the whole one. */
export function fitsOf({ x, y }: ImagePoint, { originX, originY }: Origin): ImagePoint {
  return { x: x + 1 + originX, y: y + 1 + originY };
}

/** Where a FITS pixel of the whole image is on the screen. */
export function screenOfFits(viewport: Viewport, origin: Origin, x: number, y: number): ScreenPoint {
  return screenFromImage(viewport, { x: x - 1 - origin.originX, y: y - 1 - origin.originY });
}

/** The part of the image that the view shows, in FITS pixels, out to the outer edges of its pixels; null for none. */
export function visibleFits(
  viewport: Viewport,
  image: Origin & Pick<ImageSummary, 'width' | 'height'>,
): ImageBounds | null {
  const seen = visibleBounds(viewport);
  const low = fitsOf({ x: Math.max(seen.x0, -0.5), y: Math.max(seen.y0, -0.5) }, image);
  const high = fitsOf(
    { x: Math.min(seen.x1, image.width - 0.5), y: Math.min(seen.y1, image.height - 0.5) },
    image,
  );
  return low.x < high.x && low.y < high.y ? { x0: low.x, x1: high.x, y0: low.y, y1: high.y } : null;
}
