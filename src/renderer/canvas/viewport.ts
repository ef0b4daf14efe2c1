import type { ImagePoint, View } from './viewer.ts';

/** A place on the screen: CSS pixels from the upper left corner of the viewer, so that `top` grows downwards. */
export interface ScreenPoint {
  readonly left: number;
  readonly top: number;
}

/** A view together with the size in CSS pixels of the area it fills. */
export interface Viewport extends View {
  readonly width: number;
  readonly height: number;
}

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** A rectangle in image coordinates. */
export interface ImageBounds {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** Largest magnification, unless a tiny image needs more to fill the view. */
const MAXIMUM_SCALE = 64;
/** How much smaller than the fitted picture it may become. */
const SHRINK_BELOW_FIT = 4;
/** A selected star nearer than this to an edge of the view is brought to its middle, in CSS pixels. */
const SELECTION_MARGIN = 24;

export function screenFromImage(viewport: Viewport, point: ImagePoint): ScreenPoint {
  return {
    left: viewport.width / 2 + (point.x - viewport.centre.x) * viewport.scale,
    top: viewport.height / 2 - (point.y - viewport.centre.y) * viewport.scale,
  };
}

export function imageFromScreen(viewport: Viewport, point: ScreenPoint): ImagePoint {
  return {
    x: viewport.centre.x + (point.left - viewport.width / 2) / viewport.scale,
    y: viewport.centre.y - (point.top - viewport.height / 2) / viewport.scale,
  };
}

/** The part of the image plane that the view shows, grown by `margin` CSS pixels on every side. */
export function visibleBounds(viewport: Viewport, margin = 0): ImageBounds {
  const halfWidth = (viewport.width / 2 + margin) / viewport.scale;
  const halfHeight = (viewport.height / 2 + margin) / viewport.scale;
  const { x, y } = viewport.centre;
  return { x0: x - halfWidth, x1: x + halfWidth, y0: y - halfHeight, y1: y + halfHeight };
}

/** The scale at which the whole image just fills the view. */
export function fitScale(image: ImageSize, area: ImageSize): number {
  return Math.min(Math.max(area.width, 1) / image.width, Math.max(area.height, 1) / image.height);
}

/** The view of the whole image. */
export function fitted(viewport: Viewport, image: ImageSize): Viewport {
  const centre = { x: (image.width - 1) / 2, y: (image.height - 1) / 2 };
  return { ...viewport, centre, scale: fitScale(image, viewport) };
}

/** Smallest and largest scale; both the fitted picture and actual size are always within. */
export function scaleLimits(
  image: ImageSize,
  area: ImageSize,
): { readonly minimum: number; readonly maximum: number } {
  const fit = fitScale(image, area);
  return { minimum: Math.min(fit, 1) / SHRINK_BELOW_FIT, maximum: Math.max(fit, MAXIMUM_SCALE) };
}

/** The view with its scale within the limits and its middle on the image, so that the image can't be lost. */
export function clamped(viewport: Viewport, image: ImageSize): Viewport {
  const { minimum, maximum } = scaleLimits(image, viewport);
  return {
    ...viewport,
    scale: Math.min(Math.max(viewport.scale, minimum), maximum),
    centre: {
      x: Math.min(Math.max(viewport.centre.x, -0.5), image.width - 0.5),
      y: Math.min(Math.max(viewport.centre.y, -0.5), image.height - 0.5),
    },
  };
}

/** Zooms to `scale` and keeps the image point under `at` where it is, unless the image would be lost. */
export function zoomedTo(viewport: Viewport, image: ImageSize, scale: number, at: ScreenPoint): Viewport {
  const { minimum, maximum } = scaleLimits(image, viewport);
  const next = Math.min(Math.max(scale, minimum), maximum);
  const anchor = imageFromScreen(viewport, at);
  const centre = {
    x: anchor.x - (at.left - viewport.width / 2) / next,
    y: anchor.y + (at.top - viewport.height / 2) / next,
  };
  return clamped({ ...viewport, centre, scale: next }, image);
}

/** Moves the picture by CSS pixels: to the right and downwards when positive. */
export function panned(viewport: Viewport, image: ImageSize, dx: number, dy: number): Viewport {
  const { centre, scale } = viewport;
  return clamped({ ...viewport, centre: { x: centre.x - dx / scale, y: centre.y + dy / scale } }, image);
}

/** The view with the point inside it: unchanged if the point is at least `margin` CSS pixels from every edge,
 * else with the point as near to the middle as it goes without showing what is beyond the image's border. */
export function withPointInView(
  viewport: Viewport,
  image: ImageSize,
  point: ImagePoint,
  margin = SELECTION_MARGIN,
): Viewport {
  const { left, top } = screenFromImage(viewport, point);
  const inside =
    left >= margin && left <= viewport.width - margin && top >= margin && top <= viewport.height - margin;
  if (inside) return viewport;
  const along = (at: number, seen: number, size: number): number =>
    seen >= size ? (size - 1) / 2 : Math.min(Math.max(at, seen / 2 - 0.5), size - seen / 2 - 0.5);
  const centre = {
    x: along(point.x, viewport.width / viewport.scale, image.width),
    y: along(point.y, viewport.height / viewport.scale, image.height),
  };
  return clamped({ ...viewport, centre }, image);
}

/** Whether the point lies on one of the image's pixels. */
export function isOnImage(point: ImagePoint, image: ImageSize): boolean {
  return point.x >= -0.5 && point.x < image.width - 0.5 && point.y >= -0.5 && point.y < image.height - 0.5;
}
