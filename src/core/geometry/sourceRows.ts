import type { PixelArray } from '../reduce/index.ts';
import type { AffineMap } from './affineMap.ts';
import type { Interpolation } from './interpolation.ts';
import { coefficientRows } from './splineCoefficients.ts';

/** Rows y0 … y0 + rows - 1 of an image that has `height` rows. */
export interface SourceRows {
  readonly pixels: PixelArray;
  readonly y0: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

export interface RowRange {
  readonly y0: number;
  /** Exclusive. */
  readonly y1: number;
}

/** The rows of an image that are needed to interpolate it at heights from `low` to `high`; none where low > high. */
export function rowsToInterpolate(
  low: number,
  high: number,
  height: number,
  { order, mode }: Interpolation,
): RowRange {
  if (!(low <= high)) return { y0: 0, y1: 0 };
  const last = height - 1;
  let from = low;
  let to = high;
  if (mode === 'constant') {
    if (high < 0 || low > last) return { y0: 0, y1: 0 };
  } else {
    // What lies beyond the border is taken from as far inside.
    if (low < -last || high > 2 * last) return { y0: 0, y1: height };
    if (low < 0) to = Math.max(to, -low);
    if (high > last) from = Math.min(from, 2 * last - high);
  }
  const reach = order === 3 ? 2 : 1;
  const y0 = Math.max(0, Math.floor(Math.min(from, last)) - reach);
  const y1 = Math.min(height, Math.floor(Math.max(to, 0)) + reach + 1);
  return order === 3 ? coefficientRows(y0, y1, height) : { y0, y1 };
}

/** The rows of an image that rows y0 … y1 - 1 of a result `width` pixels wide are interpolated from. */
export function rowsOfMap(
  map: AffineMap,
  width: number,
  y0: number,
  y1: number,
  height: number,
  interpolation: Interpolation,
): RowRange {
  // Rounding keeps the order, so that no pixel lies beyond the corners.
  const corners = [y0, y1 - 1].flatMap((y) => [0, width - 1].map((x) => map.yx * x + (map.yy * y + map.y0)));
  return rowsToInterpolate(Math.min(...corners), Math.max(...corners), height, interpolation);
}
