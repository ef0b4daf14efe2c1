import { separation, skyOfPixel, type SkyFrameName } from '../../../core/wcs/index.ts';
import type { ImageSummary } from '../../../shared/index.ts';
import type { DrawnLine } from './lineTool.ts';

/** Length of a line in pixels and on the sky, and its position angle: from north through east in the frame. */
export function rulerText(
  { from, to }: DrawnLine,
  image: Pick<ImageSummary, 'wcs'>,
  frame: SkyFrameName | null,
): string {
  const pixels = `${Math.hypot(to.x - from.x, to.y - from.y).toFixed(1)} px`;
  const a = image.wcs && skyOfPixel(image.wcs, frame, from.x, from.y);
  const b = image.wcs && skyOfPixel(image.wcs, frame, to.x, to.y);
  if (!a || !b) return pixels;
  const { distanceDeg, positionAngleDeg } = separation(a, b);
  return `${pixels}   ${arcText(distanceDeg)}   PA ${positionAngleDeg.toFixed(1)}°`;
}

/** An angle on the sky: in arcseconds, or in thousandths where it is a small part of one, and where those are many in a
 * larger unit too. */
function arcText(degrees: number): string {
  const seconds = degrees * 3600;
  if (seconds < 0.1) return `${(seconds * 1000).toFixed(3)} mas`;
  const text = `${seconds < 10 ? seconds.toFixed(3) : seconds.toFixed(2)}″`;
  if (seconds < 120) return text;
  return seconds < 7200 ? `${text} (${(seconds / 60).toFixed(2)}′)` : `${text} (${degrees.toFixed(3)}°)`;
}
