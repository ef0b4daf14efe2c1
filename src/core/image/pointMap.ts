import { asinh, sinh } from '../math/index.ts';
import { stretchForward, stretchInverse, type StretchName } from '../stretch/index.ts';

/** A monotone map of one pixel's value, kept as a plain value so that it can be deferred and composed.
 * All of them are non-decreasing, so order statistics and local maxima commute with them. */
export type PointMap =
  | { readonly map: 'arcsinh-normalise'; readonly maximum: number }
  | { readonly map: 'rescale'; readonly low: number; readonly high: number }
  | { readonly map: 'stretch'; readonly stretch: StretchName; readonly a?: number };

/** The value after the maps, in order. NaN stays NaN. */
export function applyMaps(maps: readonly PointMap[], value: number): number {
  let result = value;
  for (const map of maps) result = applyMap(map, result);
  return result;
}

/** The value that the maps take to `value`; where they clip, the nearest one that is not clipped. */
export function invertMaps(maps: readonly PointMap[], value: number): number {
  let result = value;
  for (let i = maps.length - 1; i >= 0; i--) result = invertMap(maps[i]!, result);
  return result;
}

function applyMap(map: PointMap, value: number): number {
  switch (map.map) {
    case 'arcsinh-normalise':
      return asinh(value) / asinh(map.maximum);
    case 'rescale':
      return (Math.min(Math.max(value, map.low), map.high) - map.low) / (map.high - map.low);
    case 'stretch':
      return stretchForward(map.stretch, value, map.a);
  }
}

function invertMap(map: PointMap, value: number): number {
  switch (map.map) {
    case 'arcsinh-normalise':
      return sinh(value * asinh(map.maximum));
    case 'rescale':
      return map.low + value * (map.high - map.low);
    case 'stretch':
      return stretchInverse(map.stretch, value, map.a);
  }
}
