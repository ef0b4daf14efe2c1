import type { ImageSummary } from '../../../shared/index.ts';
import { visibleFits } from '../../canvas/tools/index.ts';
import type { Viewport } from '../../canvas/viewport.ts';

/** FITS pixels of the whole image, both ends inclusive. */
export interface VisibleSection {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** The pixels of which the view shows something; null for none. */
export function visibleSection(viewport: Viewport, image: ImageSummary): VisibleSection | null {
  const seen = visibleFits(viewport, image);
  if (!seen) return null;
  // The outer edges of a pixel lie half a pixel beside its centre.
  const [x0, y0] = [Math.floor(seen.x0 + 0.5), Math.floor(seen.y0 + 0.5)];
  const [x1, y1] = [Math.ceil(seen.x1 - 0.5), Math.ceil(seen.y1 - 0.5)];
  return x0 <= x1 && y0 <= y1 ? { x0, x1, y0, y1 } : null;
}
