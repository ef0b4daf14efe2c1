import { AppError } from '../errors/index.ts';
import { cos, log, sin } from '../math/index.ts';
import { bitsetWhere, type Bitset } from './bitset.ts';
import { rowsInIndex, type LevelIndex } from './levelIndex.ts';
import type { Levels } from './levels.ts';
import type { Polygon } from './polygonGrid.ts';
import type { Predicate, Scale } from './predicate.ts';
import { rowsInLevels } from './rowsInLevels.ts';
import { rowsInPolygon } from './rowsInPolygon.ts';

type Lasso = Extract<Predicate, { op: 'lasso' }>;
type Circle = Extract<Predicate, { op: 'circle' }>;
type SkyCircle = Extract<Predicate, { op: 'sky' }>;

const RADIANS_PER_DEGREE = 0.017453292519943295;

/** The rows inside a polygon whose sides are straight on the axes as drawn. On a logarithmic axis everything is compared in the
 * logarithm, and what is not positive is outside. `levels`: the same columns sorted
 * into steps, and the rows by those, which is faster and gives the same. */
export function insideLasso(
  x: Float64Array,
  y: Float64Array,
  rows: number,
  lasso: Lasso,
  levels?: { readonly x: Levels; readonly y: Levels; readonly index?: LevelIndex | undefined },
): Bitset {
  const { polygon, xScale = 'linear', yScale = 'linear' } = lasso;
  const corners: Polygon = {
    x: onScale(
      Float64Array.from(polygon, (corner) => corner[0]),
      xScale,
    ),
    y: onScale(
      Float64Array.from(polygon, (corner) => corner[1]),
      yScale,
    ),
  };
  const found =
    (levels?.index && rowsInIndex(corners, levels.index, rows)) ??
    (levels && rowsInLevels(corners, levels.x, levels.y, rows));
  if (found) return found;
  // Half as many cells along an axis as the points would fill one by one, and no more than stay in the cache.
  const cells = Math.min(256, Math.max(4, Math.floor(Math.sqrt(rows) / 2)));
  const px = xScale === 'linear' ? x : logarithms(x, rows, limitsOf(polygon, 0));
  const py = yScale === 'linear' ? y : logarithms(y, rows, limitsOf(polygon, 1));
  return rowsInPolygon(corners, px, py, rows, cells);
}

/** The rows within `r` of a point, the rim included. */
export function insideCircle(x: Float64Array, y: Float64Array, rows: number, circle: Circle): Bitset {
  const { cx, cy, r } = circle;
  // Finite, so that an infinite distance stays out.
  const limit = Math.min(r * r, Number.MAX_VALUE);
  return bitsetWhere(rows, (row) => {
    const dx = x[row]! - cx;
    const dy = y[row]! - cy;
    return dx * dx + dy * dy <= limit ? 1 : 0;
  });
}

/** The rows within an angle of a point of the sky.
 *
 * Method: the square of half the chord, sin²(Δdec/2) + cos dec cos dec0 sin²(Δra/2), against that of the angle; first the band
 *         of declinations, which needs no sines. */
export function insideSkyCircle(
  ra: Float64Array,
  dec: Float64Array,
  rows: number,
  circle: SkyCircle,
): Bitset {
  const { raDeg, decDeg, radiusDeg } = circle;
  const half = RADIANS_PER_DEGREE / 2;
  const chord = sin(radiusDeg * half);
  const limit = radiusDeg >= 180 ? Infinity : chord * chord;
  const cosDec = cos(decDeg * RADIANS_PER_DEGREE);
  const band = radiusDeg + 1e-9;
  return bitsetWhere(rows, (row) => {
    const offset = dec[row]! - decDeg;
    if (!(Math.abs(offset) <= band)) return 0;
    const a = sin(offset * half);
    const b = sin((ra[row]! - raDeg) * half);
    return a * a + cosDec * cos(dec[row]! * RADIANS_PER_DEGREE) * (b * b) <= limit ? 1 : 0;
  });
}

function onScale(values: Float64Array, scale: Scale): Float64Array {
  if (scale === 'linear') return values;
  return values.map((value) => {
    if (value > 0) return log(value);
    throw new AppError(
      'bad-argument',
      `A lasso on a logarithmic axis has a corner at ${value}, which is not positive.`,
    );
  });
}

/** Logarithms are dear: only of what lies between positive limits, but for rounding; NaN for others. */
function logarithms(values: Float64Array, rows: number, limits: { low: number; high: number }): Float64Array {
  const low = limits.low * (1 - 1e-12);
  const high = limits.high * (1 + 1e-12);
  const places = new Float64Array(rows).fill(Number.NaN);
  for (let row = 0; row < rows; row++) {
    const value = values[row]!;
    if (value >= low && value <= high) places[row] = log(value);
  }
  return places;
}

function limitsOf(polygon: Lasso['polygon'], axis: 0 | 1): { low: number; high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (const corner of polygon) {
    low = Math.min(low, corner[axis]);
    high = Math.max(high, corner[axis]);
  }
  return { low, high };
}
