import type { WholeImage } from '../strips/index.ts';
import { medianInPlace } from './finiteFacts.ts';
import { MOST_PEAKS, tooManyPeaks, type Peaks } from './peakLocalMax.ts';

/** Standard deviation of a Gaussian in median absolute deviations. */
const SIGMA_OF_MAD = 1.482602218505602;

/** Maxima with how much each stands out from its neighbourhood. */
export interface ContrastPeaks extends Peaks {
  /** Standard deviation of the neighbourhood, in the image's unit. */
  readonly contrast: Float64Array;
  /** Height above the median of the neighbourhood, in its robust standard deviations; NaN where those are 0. */
  readonly prominence: Float64Array;
}

/** Every local maximum of a 3 x 3 neighbourhood whose surroundings vary enough.
 *
 * Method: a maximum is a pixel that no 3 x 3 neighbour exceeds (equal ones count). Its contrast is the standard deviation
 *         (n in the divisor) of the (2 radius + 1)² pixels around it, as far as they lie in the image; a false maximum on the
 *         crest of a smooth background has a low one. Those with a contrast below `cut` are left out.
 * Shape:  a whole image in; columns out, by y, then x.
 * Units:  `radius` in pixels, `cut` in the image's unit.
 * Non-finite and masked: NaN and infinities are no maxima, hide none, and are left out of neighbourhoods.
 * Border: pixels outside the image do not count.
 * Errors: over-budget above 4,000,000 maxima.
 * Cost:   O(pixels + maxima × radius² log radius).
 * Source: scikit-image 0.4 `is_local_maximum`; the contrast is the chapter's suggestion.
 * Checked against: NumPy, 1e-12 relative, group contrast of the references; counts of reference groups maxima and seed. */
export function contrastPeaks(
  image: WholeImage,
  radius: number,
  cut: number,
  progress: (share: number) => void,
): ContrastPeaks {
  const { width, pixels } = image;
  const places = maximaOf(image, (share) => progress(0.3 * share));
  const kept: number[] = [];
  const contrast: number[] = [];
  const prominence: number[] = [];
  const around = new Float64Array((2 * radius + 1) * (2 * radius + 1));
  places.forEach((place, i) => {
    if (i % 4096 === 0) progress(0.3 + (0.7 * i) / places.length);
    const count = neighbourhoodInto(around, image, place, radius);
    const spread = standardDeviation(around, count);
    if (!(spread >= cut)) return;
    kept.push(place);
    contrast.push(spread);
    prominence.push(prominenceOf(pixels[place]!, around.subarray(0, count)));
  });
  return {
    x: Int32Array.from(kept, (at) => at % width),
    y: Int32Array.from(kept, (at) => Math.floor(at / width)),
    value: Float64Array.from(kept, (at) => pixels[at]!),
    contrast: Float64Array.from(contrast),
    prominence: Float64Array.from(prominence),
  };
}

function maximaOf({ width, height, pixels }: WholeImage, progress: (share: number) => void): number[] {
  const places: number[] = [];
  for (let y = 0; y < height; y++) {
    if (y % 64 === 0) progress(y / height);
    const top = Math.max(y - 1, 0);
    const bottom = Math.min(y + 1, height - 1);
    for (let x = 0; x < width; x++) {
      const value = pixels[y * width + x]!;
      if (!(Math.abs(value) < Infinity)) continue;
      const left = Math.max(x - 1, 0);
      const right = Math.min(x + 1, width - 1);
      let highest = true;
      for (let row = top; row <= bottom && highest; row++)
        for (let at = row * width + left; at <= row * width + right; at++)
          if (pixels[at]! > value && pixels[at]! < Infinity) {
            highest = false;
            break;
          }
      if (!highest) continue;
      if (places.length === MOST_PEAKS) throw tooManyPeaks();
      places.push(y * width + x);
    }
  }
  return places;
}

function neighbourhoodInto(
  around: Float64Array,
  { width, height, pixels }: WholeImage,
  place: number,
  radius: number,
): number {
  const x = place % width;
  const y = (place - x) / width;
  let count = 0;
  for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++)
    for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++) {
      const value = pixels[row * width + column]!;
      if (Math.abs(value) < Infinity) around[count++] = value;
    }
  return count;
}

function standardDeviation(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i]!;
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  return Math.sqrt(squares / count);
}

/** Changes `values`. */
function prominenceOf(value: number, values: Float64Array): number {
  const median = medianInPlace(values);
  for (let i = 0; i < values.length; i++) values[i] = Math.abs(values[i]! - median);
  const sigma = SIGMA_OF_MAD * medianInPlace(values);
  return sigma > 0 ? (value - median) / sigma : NaN;
}
