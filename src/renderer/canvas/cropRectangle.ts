import {
  imageFromScreen,
  type ImageBounds,
  type ImageSize,
  type ScreenPoint,
  type Viewport,
} from './viewport.ts';

/** The whole pixels that a rectangle between two screen points touches, inclusive; null when it misses the image. */
export function cropSection(
  viewport: Viewport,
  image: ImageSize,
  from: ScreenPoint,
  to: ScreenPoint,
): ImageBounds | null {
  const a = imageFromScreen(viewport, from);
  const b = imageFromScreen(viewport, to);
  const x = pixelRange(a.x, b.x, image.width);
  const y = pixelRange(a.y, b.y, image.height);
  return x && y && { x0: x[0], x1: x[1], y0: y[0], y1: y[1] };
}

function pixelRange(a: number, b: number, pixels: number): readonly [number, number] | null {
  const low = Math.round(Math.min(a, b));
  const high = Math.round(Math.max(a, b));
  return high < 0 || low >= pixels ? null : [Math.max(low, 0), Math.min(high, pixels - 1)];
}

/** The outer edges of inclusive pixels. */
export function pixelEdges({ x0, x1, y0, y1 }: ImageBounds): ImageBounds {
  return { x0: x0 - 0.5, x1: x1 + 0.5, y0: y0 - 0.5, y1: y1 + 0.5 };
}
