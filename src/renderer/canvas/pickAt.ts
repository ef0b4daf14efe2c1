import type { SelectMode } from './plots/plotTypes.ts';
import type { StarLayer } from './starLayer.ts';
import type { ViewerOptions } from './viewer.ts';
import { imageFromScreen, type ScreenPoint, type Viewport } from './viewport.ts';

/** How near a click must be to a star, in CSS pixels. */
const PICK_REACH = 8;

/** Reports what a click meant: the nearest row, else the nearest star, else neither. */
export function pickAt(
  stars: Pick<StarLayer, 'nearest' | 'nearestRow'>,
  options: ViewerOptions,
  viewport: Viewport,
  at: ScreenPoint,
  keys: SelectMode | null,
): void {
  const point = imageFromScreen(viewport, at);
  const reach = PICK_REACH / viewport.scale;
  const row = stars.nearestRow(point, reach);
  if (row === null) options.onpick(stars.nearest(point, reach), point);
  else options.onrow?.(row, keys);
}
