import type { Viewport } from './viewport.ts';

/** What moves and scales a layer drawn for one view to where it belongs in another: a place (left, top) of the layer
 * goes to (left · ratio + dx, top · ratio + dy). The layer begins `margin` CSS pixels above and left of the view. */
export function overlayTransform(
  drawn: Viewport,
  viewport: Viewport,
  margin: number,
): { readonly dx: number; readonly dy: number; readonly ratio: number } {
  const ratio = viewport.scale / drawn.scale;
  return {
    ratio,
    dx: (margin + viewport.width / 2) * (1 - ratio) + (drawn.centre.x - viewport.centre.x) * viewport.scale,
    dy: (margin + viewport.height / 2) * (1 - ratio) - (drawn.centre.y - viewport.centre.y) * viewport.scale,
  };
}
