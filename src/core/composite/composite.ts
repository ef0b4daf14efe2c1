import { AppError } from '../errors/index.ts';
import { asinh } from '../math/index.ts';
import { asinhShare } from './asinhShare.ts';
import type { CompositeLook } from './look.ts';

/** Below this, q is not told from 0; `lupton` then takes another, with which it is all but linear. */
const LEAST_Q = 2 ** -23;
const NEXT_TO_LINEAR_Q = 0.1;
const WHITE = 255;
const OPAQUE = 0xff000000;
/** A level found with the quick asinh is right if it is not nearer than this to a whole number. */
const MARGIN = 0.006;

/** Packed colours (ABGR, as a canvas on a little-endian machine has them) of the pixels of three images.
 *
 * Method: With the intensities r, g and b of a pixel, `lupton` takes their mean I and multiplies each by
 *         f(I) = asinh(q I / stretch) 25.5 / (asinh(q / 10) I), negative ones being 0; where the largest is 255 or more
 *         it divides all by it and multiplies them by 255. `channels` takes
 *         255 asinh(q x) / asinh(q) of each, x = r / stretch between 0 and 1. Fractions of levels are cut off. Only
 *         levels next to a whole number are computed with the exact asinh; `quick` leaves that out, by which
 *         one pixel in a hundred differs by a level.
 * Shape:  four arrays of the same length.
 * Units:  pixels and the look's minimum in raw values, relative to the same offset.
 * Non-finite: a pixel that is NaN in any image gets `missing`; an infinite one is white, or black where it is negative.
 * Errors: bad-argument where stretch is not above 0.
 * Cost:   about 100 ns a pixel, no memory.
 * Source: Lupton et al. 2004, PASP 116, 133, eq. 2 to 4, as astropy.visualization.make_lupton_rgb has it, which also takes
 *         0.1 for a q next to 0; but the largest level of a pixel that is too bright is 255 here, where astropy's rounding
 *         makes it 254 for some. `channels` is astropy's AsinhStretch(1 / q), or LinearStretch for 0.
 * Checked against: astropy 5.2, equal bytes but for those, test/reference/core/composite. */
export function compositeInto(
  rgba: Uint32Array,
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  look: CompositeLook,
  missing: number,
  precision: 'exact' | 'quick' = 'exact',
): void {
  if (!(look.stretch > 0))
    throw new AppError('bad-argument', `The stretch is ${look.stretch}; it must be above 0.`, {
      remedy: 'Give it about the brightness of the faint parts above the background.',
    });
  if (look.method === 'lupton') luptonInto(rgba, red, green, blue, look, missing, precision === 'exact');
  else channelsInto(rgba, red, green, blue, look, missing, precision === 'exact');
}

function luptonInto(
  rgba: Uint32Array,
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  { minimum, weights, stretch, q }: CompositeLook,
  missing: number,
  exact: boolean,
): void {
  const [red0, green0, blue0] = minimum;
  const [redWeight, greenWeight, blueWeight] = weights;
  const softening = q < LEAST_Q ? NEXT_TO_LINEAR_Q : q;
  const soften = softening / stretch;
  const slope = (0.1 * WHITE) / asinh(0.1 * softening);
  const steepest = slope * soften;
  for (let i = 0; i < rgba.length; i++) {
    const r = (red[i] - red0) * redWeight;
    const g = (green[i] - green0) * greenWeight;
    const b = (blue[i] - blue0) * blueWeight;
    const intensity = (r + g + b) / 3;
    if (!(Math.abs(intensity) < Infinity)) {
      rgba[i] = intensity > 0 ? 0xffffffff : intensity < 0 ? OPAQUE : missing;
      continue;
    }
    if (intensity <= 0) {
      rgba[i] = OPAQUE;
      continue;
    }
    const largest = r > g ? (r > b ? r : b) : g > b ? g : b;
    let factor = asinhShare(intensity * soften) * steepest;
    if (
      exact &&
      largest * factor < WHITE + MARGIN &&
      (isNearWhole(r * factor) || isNearWhole(g * factor) || isNearWhole(b * factor))
    )
      factor = (asinh(intensity * soften) * slope) / intensity;
    const tooBright = largest * factor >= WHITE;
    if (tooBright) factor = WHITE / largest;
    const redLevel = r <= 0 ? 0 : tooBright && r === largest ? WHITE : r * factor;
    const greenLevel = g <= 0 ? 0 : tooBright && g === largest ? WHITE : g * factor;
    const blueLevel = b <= 0 ? 0 : tooBright && b === largest ? WHITE : b * factor;
    rgba[i] = OPAQUE | (blueLevel << 16) | (greenLevel << 8) | redLevel;
  }
}

function channelsInto(
  rgba: Uint32Array,
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  { minimum, weights, stretch, q }: CompositeLook,
  missing: number,
  exact: boolean,
): void {
  const [red0, green0, blue0] = minimum;
  const [redWeight, greenWeight, blueWeight] = weights;
  const linear = q < LEAST_Q;
  const scale = linear ? WHITE : WHITE / asinh(q);
  const level = (intensity: number): number => {
    const place = intensity / stretch;
    if (!(place > 0)) return 0;
    if (place >= 1) return WHITE;
    if (linear) return place * WHITE;
    const quick = asinhShare(place * q) * place * q * scale;
    return exact && isNearWhole(quick) ? asinh(place * q) * scale : quick;
  };
  for (let i = 0; i < rgba.length; i++) {
    const r = (red[i] - red0) * redWeight;
    const g = (green[i] - green0) * greenWeight;
    const b = (blue[i] - blue0) * blueWeight;
    if (r !== r || g !== g || b !== b) rgba[i] = missing;
    else rgba[i] = OPAQUE | (level(b) << 16) | (level(g) << 8) | level(r);
  }
}

function isNearWhole(level: number): boolean {
  if (level <= 0) return false;
  const above = level - Math.floor(level);
  return above < MARGIN || above > 1 - MARGIN;
}
