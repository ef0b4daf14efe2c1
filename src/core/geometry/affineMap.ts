import { cos } from '../math/index.ts';

/** Places in an image from places in a result, both 0-based: x = xx X + xy Y + x0, y = yx X + yy Y + y0. */
export interface AffineMap {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const DEGREES_PER_RADIAN = 57.29577951308232;

/** The map of a rotation about the middle of an image, counter-clockwise where y is up, and the size of what it gives.
 *
 * Method: sine and cosine are exact at multiples of 90 degrees; with `resize` the result holds every corner, its size
 *         rounded as `scipy.ndimage.rotate` rounds it, else it keeps the size of the image.
 * Units:  degrees, pixels.
 * Source: SciPy `rotate`, with the angle of opposite sign (its rows go down).
 * Checked against: scipy 1.10, group rotate of the references. */
export function rotation(image: Size, angle: number, resize: boolean): { map: AffineMap; size: Size } {
  const c = exactCosine(angle);
  const s = exactCosine(angle - 90);
  const size = resize
    ? {
        width: Math.max(1, Math.floor(Math.abs(c) * image.width + Math.abs(s) * image.height + 0.5)),
        height: Math.max(1, Math.floor(Math.abs(s) * image.width + Math.abs(c) * image.height + 0.5)),
      }
    : image;
  const middleX = (size.width - 1) / 2;
  const middleY = (size.height - 1) / 2;
  const map = {
    xx: c,
    xy: s,
    x0: (image.width - 1) / 2 - (c * middleX + s * middleY),
    yx: -s,
    yy: c,
    y0: (image.height - 1) / 2 - (c * middleY - s * middleX),
  };
  return { map, size };
}

/** Cosine of an angle in degrees, exact at multiples of 90. */
function exactCosine(degrees: number): number {
  if (degrees % 90 === 0) return [1, 0, -1, 0][(((degrees / 90) % 4) + 4) % 4]!;
  return cos(degrees / DEGREES_PER_RADIAN);
}

/** The map of an image whose pixels' edges are laid on the edges of `size` pixels. */
export function scaling(image: Size, size: Size): AffineMap {
  const xx = image.width / size.width;
  const yy = image.height / size.height;
  return { xx, xy: 0, x0: 0.5 * xx - 0.5, yx: 0, yy, y0: 0.5 * yy - 0.5 };
}

/** The map by which the content moves dx columns and dy rows. */
export function shifting(dx: number, dy: number): AffineMap {
  return { xx: 1, xy: 0, x0: -dx, yx: 0, yy: 1, y0: -dy };
}
