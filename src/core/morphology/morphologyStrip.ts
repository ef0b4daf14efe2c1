import { slidingExtremumStrip } from '../filter/index.ts';
import { bytesPerPixel, type Kernels } from '../kernels/index.ts';
import { stripAt, type Strip, type StripResult } from '../strips/index.ts';
import { combineExtrema } from './combineExtrema.ts';
import { footprintRectangles, type Footprint } from './footprint.ts';

export type MorphologyKind =
  | 'erosion'
  | 'dilation'
  | 'opening'
  | 'closing'
  | 'white-top-hat'
  | 'black-top-hat'
  | 'morphological-gradient';

export interface MorphologyOptions {
  readonly kind: MorphologyKind;
  readonly footprint: Footprint;
  /** Pixels, 1 or more. */
  readonly radius: number;
}

/** How far from a pixel others matter: twice the radius where two steps follow each other. */
export function morphologyHalo({ kind, radius }: Pick<MorphologyOptions, 'kind' | 'radius'>): number {
  return kind === 'erosion' || kind === 'dilation' || kind === 'morphological-gradient' ? radius : 2 * radius;
}

/** Grey-scale morphology by a flat footprint: the smallest (erosion) or largest (dilation) value under it, and what is
 * made of the two. A binary image is the case of the values 0 and 1.
 *
 * Method: the footprint is a union of rectangles around its middle, and the extreme value under each of these takes a
 *         pass along rows and one along columns. Opening is the dilation of the erosion, closing the erosion of the
 *         dilation; the white top hat is the image less its opening, the black one its closing less the image, the
 *         gradient the dilation less the erosion.
 * Shape:  a strip whose halo is at least `morphologyHalo`, NaN beyond the border of the image; rows of the same width out.
 * Non-finite and masked: NaN is left out, in both steps, and stays NaN; infinities are values.
 * Border: what lies outside is left out in both steps. For these footprints that is the same as SciPy's `reflect`.
 * Cost:   O(rectangles) a pixel: 1 for a square, 2 for a cross, radius + 1 for a diamond, about 0.7 radius for a disk.
 * Source: van Herk 1992, A fast algorithm for local minimum and maximum filters, Pattern Recognition Letters 13, for the
 *         passes; scikit-image 0.19, morphology.
 * Checked against: scikit-image 0.19, exactly (test/data/references/morphology.json). */
export function morphologyStrip(
  strip: Strip,
  result: StripResult,
  { kind, footprint, radius }: MorphologyOptions,
  kernels: Kernels,
): void {
  const mark = kernels.mark();
  const step = (from: Strip, to: StripResult, extremum: 'min' | 'max') =>
    extremumStrip(from, to, footprint, radius, extremum, kernels);
  const twice = (first: 'min' | 'max', second: 'min' | 'max') => {
    const inner = withHalo(strip, strip.haloX - radius, strip.haloY - radius, kernels);
    const between = room(inner, kernels);
    step(inner, between, first);
    step(withHalo(between, radius, radius, kernels), result, second);
  };
  try {
    switch (kind) {
      case 'erosion':
        step(strip, result, 'min');
        break;
      case 'dilation':
        step(strip, result, 'max');
        break;
      case 'opening':
        twice('min', 'max');
        break;
      case 'closing':
        twice('max', 'min');
        break;
      case 'white-top-hat':
        twice('min', 'max');
        subtract(result, strip, 'result from other');
        break;
      case 'black-top-hat':
        twice('max', 'min');
        subtract(result, strip, 'other from result');
        break;
      case 'morphological-gradient': {
        step(strip, result, 'max');
        const eroded = room(strip, kernels);
        step(strip, eroded, 'min');
        subtract(result, eroded, 'other from result');
      }
    }
  } finally {
    kernels.release(mark);
  }
}

/** The extreme value under the footprint; NaN where the pixel itself is missing. */
function extremumStrip(
  strip: Strip,
  result: StripResult,
  footprint: Footprint,
  radius: number,
  extremum: 'min' | 'max',
  kernels: Kernels,
): void {
  const mark = kernels.mark();
  footprintRectangles(footprint, radius).forEach(({ x, y }, i) => {
    const options = { sizeX: 2 * x + 1, sizeY: 2 * y + 1, extremum };
    if (i === 0) {
      slidingExtremumStrip(strip, result, options, kernels);
      return;
    }
    const other = room(result, kernels);
    slidingExtremumStrip(strip, other, options, kernels);
    combineExtrema(result.pixels, other.pixels, extremum);
    kernels.release(mark);
  });
  keepMissing(strip, result);
}

function keepMissing(strip: Strip, result: StripResult): void {
  const { width, rows } = result;
  const from = strip.pixels;
  const into = result.pixels;
  for (let y = 0; y < rows; y++) {
    const first = firstPixel(strip, y);
    const shift = y * width - first;
    const end = first + width;
    for (let at = first; at < end; at += 4) {
      // Where the sum of four is a number none of them is missing, which is nearly everywhere.
      if (at + 4 <= end && !Number.isNaN(from[at]! + from[at + 1]! + from[at + 2]! + from[at + 3]!)) continue;
      for (let one = at; one < end && one < at + 4; one++) {
        if (Number.isNaN(from[one]!)) into[one + shift] = Number.NaN;
      }
    }
  }
}

/** Puts the difference from another strip in the place of each pixel of the result. */
function subtract(result: StripResult, other: Strip, what: 'other from result' | 'result from other'): void {
  const { pixels } = other;
  const into = result.pixels;
  for (let y = 0; y < result.rows; y++) {
    const to = y * result.width;
    const from = firstPixel(other, y);
    if (what === 'other from result') {
      for (let x = 0; x < result.width; x++) into[to + x] = into[to + x]! - pixels[from + x]!;
    } else {
      for (let x = 0; x < result.width; x++) into[to + x] = pixels[from + x]! - into[to + x]!;
    }
  }
}

/** Where row y of the strip itself begins. */
function firstPixel({ width, haloX, haloY }: Strip, y: number): number {
  return (y + haloY) * (width + 2 * haloX) + haloX;
}

/** Uninitialised memory for pixels without halo. */
function room(
  { width, rows, pixelType }: Pick<Strip, 'width' | 'rows' | 'pixelType'>,
  kernels: Kernels,
): Strip {
  const pointer = kernels.allocate(width * rows * bytesPerPixel(pixelType));
  return stripAt(kernels, { width, rows, haloX: 0, haloY: 0, pixelType, pointer });
}

/** The same pixels in memory, another part of them being halo. */
function withHalo(strip: Strip, haloX: number, haloY: number, kernels: Kernels): Strip {
  const width = strip.width + 2 * (strip.haloX - haloX);
  const rows = strip.rows + 2 * (strip.haloY - haloY);
  const { pixelType, pointer } = strip;
  return stripAt(kernels, { width, rows, haloX, haloY, pixelType, pointer });
}
