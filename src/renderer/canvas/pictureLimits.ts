/** Browsers make no larger canvas. */
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 120e6;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The pixels of a picture with `ratio` of them for each CSS pixel. */
export function pixelsOf({ width, height }: Size, ratio: number): Size {
  return { width: Math.round(width * ratio), height: Math.round(height * ratio) };
}

/** The widest picture of a size's shape that can be made. */
export function widestPicture(size: Size): number {
  const shape = size.height / size.width;
  let width = Math.ceil(Math.min(LONGEST_SIDE, LONGEST_SIDE / shape, Math.sqrt(MOST_PIXELS / shape)));
  // Both sides are rounded.
  while (tooLarge(pixelsOf(size, width / size.width)) !== null) width -= 1;
  return width;
}

/** Why a picture of so many pixels cannot be made; null where it can. */
export function tooLarge({ width, height }: Size): string | null {
  if (Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS) return null;
  return `A picture of ${width} × ${height} pixels is too large; sides may have ${LONGEST_SIDE} pixels, and all of it ${MOST_PIXELS / 1e6} million.`;
}
