import { argsort } from '../catalogue/index.ts';
import { AppError } from '../errors/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { finiteRange } from './finiteFacts.ts';
import { footprintOf, type FootprintName } from './footprint.ts';
import { spacedPeaks } from './spacedPeaks.ts';

export interface PeakLocalMaxOptions {
  /** Least distance of two peaks in pixels, the larger of that in x and in y. */
  readonly minDistance: number;
  /** null: the smallest pixel of the image. */
  readonly thresholdAbs: number | null;
  /** Share of the largest pixel; null: none. */
  readonly thresholdRel: number | null;
  /** Leaves out peaks within `minDistance` of the border. */
  readonly excludeBorder: boolean;
  /** Most peaks, the highest first; Infinity for all. */
  readonly numPeaks: number;
  /** null: a square of radius `minDistance`. */
  readonly footprint: { readonly name: FootprintName; readonly radius: number } | null;
}

/** Peaks as columns, highest first, 0-based pixels of the image. */
export interface Peaks {
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly value: Float64Array;
}

/** Most pixels that may be peaks before their distances are looked at. */
export const MOST_PEAKS = 4_000_000;

/** Local maxima of a neighbourhood, as `skimage.feature.peak_local_max` finds them.
 *
 * Method: a peak is a pixel above the threshold that none of its footprint exceeds; among equals each counts. From the
 *         highest on (equal ones by y, then x) those closer than `minDistance` to a kept one are dropped.
 * Shape:  a whole image in; columns out.
 * Units:  pixels; thresholds and values in the image's unit.
 * Non-finite and masked: NaN and infinities are no peaks, hide none, and do not count for the smallest and largest pixel.
 * Border: pixels outside the image count as 0, so that a negative peak close to it is lost.
 * Errors: over-budget above 4,000,000 candidates.
 * Cost:   O(pixels × footprint) at worst; most pixels are done with at the first neighbour. No image besides the input.
 * Source: scikit-image 0.19 `peak_local_max`, in which the order of equal peaks is arbitrary.
 * Checked against: reference group maxima (peak_local_max_*), and group peaks of the references, exact. */
export function peakLocalMax(
  image: WholeImage,
  options: PeakLocalMaxOptions,
  progress: (share: number) => void,
): Peaks {
  const { width, height, pixels } = image;
  const { minDistance, excludeBorder } = options;
  const { minimum, maximum, finite } = finiteRange(pixels);
  const none = { x: new Int32Array(0), y: new Int32Array(0), value: new Float64Array(0) };
  if (finite === 0) return none;
  const threshold = Math.max(
    options.thresholdAbs ?? minimum,
    options.thresholdRel === null ? -Infinity : options.thresholdRel * maximum,
  );
  // All pixels equal the maximum around them: there is nothing that stands out.
  if (pixels.length > 1 && minimum === maximum && maximum >= 0) return none;

  const { name, radius } = options.footprint ?? { name: 'square', radius: minDistance };
  const { dx, dy } = footprintOf(name, pixels.length === 1 ? 0 : radius);
  const border = excludeBorder ? minDistance : 0;
  const candidates: number[] = [];
  for (let y = border; y < height - border; y++) {
    if (y % 64 === 0) progress(y / height);
    for (let x = border; x < width - border; x++) {
      const value = pixels[y * width + x]!;
      if (!(value > threshold && value < Infinity)) continue;
      let highest = true;
      for (let k = 0; k < dx.length && highest; k++) {
        const column = x + dx[k]!;
        const row = y + dy[k]!;
        const inside = column >= 0 && column < width && row >= 0 && row < height;
        const other = inside ? pixels[row * width + column]! : 0;
        highest = !(other > value && other < Infinity);
      }
      if (!highest) continue;
      if (candidates.length === MOST_PEAKS) throw tooManyPeaks();
      candidates.push(y * width + x);
    }
  }
  const order = argsort(
    candidates.map((at) => pixels[at]!),
    true,
  );
  const sorted = Float64Array.from(order, (i) => candidates[i]!);
  const kept = spacedPeaks(sorted, width, height, minDistance, options.numPeaks);
  return {
    x: Int32Array.from(kept, (at) => at % width),
    y: Int32Array.from(kept, (at) => Math.floor(at / width)),
    value: Float64Array.from(kept, (at) => pixels[at]!),
  };
}

export function tooManyPeaks(): AppError {
  return new AppError('over-budget', `More than ${MOST_PEAKS} pixels are local maxima.`, {
    remedy: 'Smooth the image, crop it, or choose a higher threshold.',
  });
}
