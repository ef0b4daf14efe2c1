import { exp, log, log2 } from '../math/index.ts';
import type { Strip, StripResult } from '../strips/index.ts';

/** What becomes of a value i that was brought to 0 … 1:
 * gamma: gain i^gamma; log: gain log2(1 + i); exponential: gain (2^i - 1); sigmoid: 1 / (1 + e^(gain (cutoff - i)));
 * inverse-sigmoid: 1 minus that. */
export type ToneCurve =
  | { readonly curve: 'gamma'; readonly gamma: number; readonly gain: number }
  | { readonly curve: 'log' | 'exponential'; readonly gain: number }
  | { readonly curve: 'sigmoid' | 'inverse-sigmoid'; readonly cutoff: number; readonly gain: number };

/** Puts each pixel through a tone curve, as scikit-image's adjust_gamma, adjust_log and adjust_sigmoid.
 *
 * Method: i = (v - low) / (high - low), 0 where high = low; then the curve.
 * Shape:  a strip without halo in, its rows out.
 * Units:  `low` and `high` in the unit of the pixels, the curve's figures without unit; the result has no unit.
 * Non-finite and masked: stay what they are.
 * Border: none.
 * Errors: none; i below 0 is a matter of the caller (a power of it is NaN).
 * Cost:   one or two logarithms or exponentials for each pixel.
 * Source: Gonzalez & Woods, Digital Image Processing, 3.2; Braun & Fairchild, 1999, J. Electronic Imaging 8, 380 (sigmoid).
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64), 1e-6 (float32). */
export function toneCurveInto(
  result: StripResult,
  strip: Strip,
  { low, high }: { readonly low: number; readonly high: number },
  tone: ToneCurve,
): void {
  const { pixels } = strip;
  const out = result.pixels;
  const range = high - low;
  const f = curveOf(tone);
  for (let i = 0; i < out.length; i++) {
    const value = pixels[i];
    out[i] = value - value === 0 ? f(range === 0 ? 0 : (value - low) / range) : value;
  }
}

function curveOf(tone: ToneCurve): (value: number) => number {
  const { gain } = tone;
  switch (tone.curve) {
    case 'gamma':
      return (i) => gain * power(i, tone.gamma);
    case 'log':
      return (i) => gain * log2(1 + i);
    case 'exponential':
      return (i) => gain * (exp(i * Math.LN2) - 1);
    case 'sigmoid':
      return (i) => 1 / (1 + exp(gain * (tone.cutoff - i)));
    case 'inverse-sigmoid':
      return (i) => 1 - 1 / (1 + exp(gain * (tone.cutoff - i)));
  }
}

/** base^exponent for base >= 0; right to some ulps where the base is near 1, and several times faster than `pow`. */
function power(base: number, exponent: number): number {
  if (base === 0) return exponent === 0 ? 1 : 0;
  return exp(exponent * log(base));
}
