import { AppError } from '../core/errors/index.ts';
import type { Section } from '../core/operations/index.ts';
import type { PlaneWindow } from '../shared/planes.ts';

/** A section in FITS pixels as a window, 0-based; it must lie within `whole`. */
export function sectionWindow(whole: PlaneWindow, { x0, x1, y0, y1 }: Section): PlaneWindow {
  const left = whole.x0 + 1;
  const bottom = whole.y0 + 1;
  const right = whole.x0 + whole.width;
  const top = whole.y0 + whole.height;
  if (x0 < left || y0 < bottom || x1 > right || y1 > top)
    throw new AppError(
      'bad-argument',
      `The section [${x0}:${x1},${y0}:${y1}] leaves the image, which is [${left}:${right},${bottom}:${top}].`,
    );
  return { x0: x0 - 1, y0: y0 - 1, width: x1 - x0 + 1, height: y1 - y0 + 1 };
}
