import type { PixelArray } from '../reduce/index.ts';
import type { AffineMap } from './affineMap.ts';
import { borderIndex, placeInside, type Interpolation } from './interpolation.ts';
import { splineCoefficients } from './splineCoefficients.ts';
import type { SourceRows } from './sourceRows.ts';

/** Fills in the places in the image of all pixels of row y of the result; NaN where there is none. */
export type PlacesOfRow = (y: number, xs: Float64Array, ys: Float64Array) => void;

/** Rows of a result: pixels are packed, the first row is row y0. */
interface ResultRows {
  readonly pixels: PixelArray;
  readonly width: number;
  readonly rows: number;
}

/** The values of a line of places, in the image's unit; a place without a pixel has x = NaN, and gets no value. */
type Sampler = (xs: Float64Array, ys: Float64Array, out: PixelArray, at: number) => void;

/** An image interpolated at the places of a result's pixels.
 *
 * Method: order 0 takes the nearest pixel (halves upwards), 1 is bilinear, 3 a cubic spline through the pixels.
 * Shape:  the rows that `rowsToInterpolate` asks for in; rows from y0 on out, in the type of the result.
 * Units:  places in 0-based pixels of the image.
 * Non-finite and masked: a result to which a missing pixel would contribute is NaN: for orders 0, 1 and 3 one of 1, 2 x 2
 *         or 4 x 4 pixels; at a place that is a whole number, only that row or column. Infinities count as missing in
 *         orders 1 and 3. A place that is NaN gives `cval`.
 * Border: beyond the outermost pixels' centres `cval`, or what `mirror` or `reflect` put there.
 * Cost:   O(pixels of the result); order 3 as much again for the pixels of the image, in 8 bytes each.
 * Source: SciPy `affine_transform`, `map_coordinates`.
 * Checked against: scipy 1.10, 1e-10 relative, groups rotate, shift, scale and reproject of the references. */
export function resampleInto(
  result: ResultRows,
  y0: number,
  source: SourceRows,
  places: PlacesOfRow,
  interpolation: Interpolation,
): void {
  const { pixels, width, rows } = result;
  if (source.rows === 0) {
    pixels.fill(interpolation.cval);
    return;
  }
  const sample = samplerOf(source, interpolation);
  const xs = new Float64Array(width);
  const ys = new Float64Array(width);
  for (let y = 0; y < rows; y++) {
    places(y0 + y, xs, ys);
    bringInside(xs, ys, source, interpolation);
    pixels.fill(interpolation.cval, y * width, (y + 1) * width);
    sample(xs, ys, pixels, y * width);
  }
}

/** The places of an affine map. */
export function placesOfMap(map: AffineMap): PlacesOfRow {
  return (y, xs, ys) => {
    const x0 = map.xy * y + map.x0;
    const y0 = map.yy * y + map.y0;
    for (let x = 0; x < xs.length; x++) {
      xs[x] = map.xx * x + x0;
      ys[x] = map.yx * x + y0;
    }
  };
}

/** Places beyond the border become those whose value stands there; x is NaN where there is none. */
function bringInside(
  xs: Float64Array,
  ys: Float64Array,
  { width, height }: SourceRows,
  { mode }: Interpolation,
): void {
  for (let i = 0; i < xs.length; i++) {
    const x = placeInside(xs[i]!, width, mode);
    const y = placeInside(ys[i]!, height, mode);
    xs[i] = x * y < Infinity ? x : NaN;
    ys[i] = y;
  }
}

function samplerOf(source: SourceRows, interpolation: Interpolation): Sampler {
  if (interpolation.order === 0) return nearestSampler(source, interpolation);
  return interpolation.order === 1
    ? bilinearSampler(source, interpolation)
    : cubicSampler(source, interpolation);
}

function nearestSampler(source: SourceRows, { mode }: Interpolation): Sampler {
  const { pixels, width, height, y0 } = source;
  return (xs, ys, out, at) => {
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!;
      const y = ys[i]!;
      if (Number.isNaN(x)) continue;
      const column = borderIndex(Math.floor(x + 0.5), width, mode);
      const row = borderIndex(Math.floor(y + 0.5), height, mode);
      out[at + i] = pixels[(row - y0) * width + column]!;
    }
  };
}

function bilinearSampler(source: SourceRows, { mode }: Interpolation): Sampler {
  const { pixels, width, height, y0 } = source;
  return (xs, ys, out, at) => {
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!;
      const y = ys[i]!;
      if (Number.isNaN(x)) continue;
      const left = Math.floor(x);
      const above = Math.floor(y);
      const fx = x - left;
      const fy = y - above;
      const first = (borderIndex(above, height, mode) - y0) * width;
      const second = fy === 0 ? first : (borderIndex(above + 1, height, mode) - y0) * width;
      const x0 = borderIndex(left, width, mode);
      // A weight of 0 must not meet a missing pixel.
      const x1 = fx === 0 ? x0 : borderIndex(left + 1, width, mode);
      const value =
        (1 - fy) * ((1 - fx) * pixels[first + x0]! + fx * pixels[first + x1]!) +
        fy * ((1 - fx) * pixels[second + x0]! + fx * pixels[second + x1]!);
      out[at + i] = Math.abs(value) < Infinity ? value : NaN;
    }
  };
}

function cubicSampler(source: SourceRows, { mode }: Interpolation): Sampler {
  const { width, height } = source;
  const { values, missing, y0 } = splineCoefficients(source, mode);
  const wx = new Float64Array(4);
  const wy = new Float64Array(4);
  const columns = new Int32Array(4);
  return (xs, ys, out, at) => {
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!;
      const y = ys[i]!;
      if (Number.isNaN(x)) continue;
      const left = Math.floor(x);
      const above = Math.floor(y);
      cubicWeightsInto(wx, x - left);
      cubicWeightsInto(wy, y - above);
      for (let k = 0; k < 4; k++) columns[k] = borderIndex(left + k - 1, width, mode);
      let sum = 0;
      let poisoned = 0;
      for (let j = 0; j < 4; j++) {
        const row = (borderIndex(above + j - 1, height, mode) - y0) * width;
        let alongRow = 0;
        for (let k = 0; k < 4; k++) alongRow += wx[k]! * values[row + columns[k]!]!;
        sum += wy[j]! * alongRow;
        if (missing === null || (y === above && j !== 1)) continue;
        if (x === left) poisoned |= missing[row + columns[1]!]!;
        else for (let k = 0; k < 4; k++) poisoned |= missing[row + columns[k]!]!;
      }
      out[at + i] = poisoned === 0 ? sum : NaN;
    }
  };
}

function cubicWeightsInto(weights: Float64Array, t: number): void {
  const u = 1 - t;
  weights[0] = (u * u * u) / 6;
  weights[1] = (t * t * (t - 2) * 3 + 4) / 6;
  weights[2] = (u * u * (u - 2) * 3 + 4) / 6;
  weights[3] = (t * t * t) / 6;
}
