import { asinh } from '../math/index.ts';
import { icrsOfPixels, type Wcs } from '../wcs/index.ts';

/** A catalogue of stars as columns of equal length; see `starColumns`. */
export interface StarColumns {
  /** 1-based pixels of the whole image, first pixel's centre at (1, 1), y up. */
  readonly x: Float64Array<ArrayBuffer>;
  readonly y: Float64Array<ArrayBuffer>;
  /** Physical pixel value, in the image's unit. */
  readonly value: Float64Array<ArrayBuffer>;
  /** arcsinh(value) / arcsinh(maximum). */
  readonly normalized: Float64Array<ArrayBuffer>;
  /** Degrees, ICRS; null without a WCS. NaN where the projection has no sky. */
  readonly ra: Float64Array<ArrayBuffer> | null;
  readonly dec: Float64Array<ArrayBuffer> | null;
}

/** Positions and values of maxima as catalogue columns.
 *
 * Method: x and y of the crop become those of the whole image, 1-based; the normalised value is the book's;
 *         sky positions by the image's WCS, converted to ICRS.
 * Shape:  one row per maximum, in the order given.
 * Units:  x, y 0-based pixels of the crop in, 1-based pixels of the whole image out; degrees.
 * Cost:   O(rows); about a microsecond a row with a WCS. */
export function starColumns(
  maxima: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number>; readonly value: ArrayLike<number> },
  image: {
    readonly originX: number;
    readonly originY: number;
    readonly maximum: number;
    readonly wcs: Wcs | null;
  },
): StarColumns {
  const count = maxima.x.length;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const value = new Float64Array(count);
  const normalized = new Float64Array(count);
  const divisor = asinh(image.maximum);
  for (let i = 0; i < count; i++) {
    x[i] = maxima.x[i]! + image.originX + 1;
    y[i] = maxima.y[i]! + image.originY + 1;
    value[i] = maxima.value[i]!;
    normalized[i] = asinh(value[i]!) / divisor;
  }
  const { ra, dec } = image.wcs ? icrsOfPixels(image.wcs, x, y) : { ra: null, dec: null };
  return { x, y, value, normalized, ra, dec };
}
