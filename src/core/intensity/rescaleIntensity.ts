import type { Strip, StripResult } from '../strips/index.ts';

export interface IntensityRange {
  readonly low: number;
  readonly high: number;
}

/** Clips to one range and maps it onto another, as `skimage.exposure.rescale_intensity`.
 *
 * Method: (clip(v, from) - from.low) / (from.high - from.low) (to.high - to.low) + to.low; where `from` is a single value,
 *         v clipped to `to`.
 * Shape:  a strip without halo in, its rows out.
 * Units:  both ranges in the unit of the pixels.
 * Non-finite and masked: NaN stays NaN; infinities are clipped. NaN for a bound gives NaN throughout.
 * Errors: none.   Cost: one look.
 * Source: scikit-image 0.19.
 * Checked against: scikit-image 0.19, group rescale_intensity of the reference data. */
export function rescaleIntensityInto(
  result: StripResult,
  strip: Strip,
  from: IntensityRange,
  to: IntensityRange,
): void {
  const { pixels } = strip;
  const out = result.pixels;
  const single = from.low === from.high;
  for (let i = 0; i < out.length; i++) {
    const clipped = clip(pixels[i], from);
    out[i] = single
      ? clip(clipped, to)
      : ((clipped - from.low) / (from.high - from.low)) * (to.high - to.low) + to.low;
  }
}

function clip(value: number, { low, high }: IntensityRange): number {
  return value < low ? low : value > high ? high : value;
}
