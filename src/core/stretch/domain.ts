import { AppError } from '../errors/index.ts';
import { asinh, sinh } from '../math/index.ts';
import { applyContrast, NEUTRAL } from './contrastBias.ts';
import { stretchForward, stretchInverse } from './curves.ts';
import type { DisplayStretch } from './displayStretch.ts';
import { equalisation, type ValueCounts } from './equalise.ts';

/** A monotone map of raw values to the scale in which the limits are rescaled linearly, and back. */
export interface StretchDomain {
  readonly forward: (value: number) => number;
  readonly inverse: (position: number) => number;
}

/** How raw values become shades: limits as raw values relative to `offset`, which is the raw value of a stored 0. */
export interface DisplayMapping {
  readonly stretch: DisplayStretch;
  readonly low: number;
  readonly high: number;
  readonly offset: number;
  /** Largest raw value of the image; only the book's stretch looks at it. */
  readonly maximum: number;
  /** The curve's parameter; its usual one where it is not given, null or 0. */
  readonly a?: number | null;
  /** Counts of raw values, for histogram equalisation, which is linear without them. */
  readonly histogram?: ValueCounts | null;
  /** Applied to the shade at the end; 1 and 0.5 where they are not given. */
  readonly contrast?: number;
  readonly bias?: number;
}

/** The scale of a stretch's histogram axis: the book's asinh(v) / asinh(maximum), else the raw value itself.
 *
 * Errors: bad-argument when the book's stretch gets a maximum not above 0. */
export function stretchDomain(stretch: DisplayStretch, maximum: number): StretchDomain {
  if (stretch !== 'book') return { forward: (value) => value, inverse: (position) => position };
  if (!(maximum > 0)) {
    throw new AppError(
      'bad-argument',
      `The arcsinh of raw values is divided by that of the maximum, which must be above 0; it is ${maximum}.`,
      { remedy: 'Choose another stretch, or the linear one.' },
    );
  }
  const scale = asinh(maximum);
  return { forward: (value) => asinh(value) / scale, inverse: (position) => sinh(position * scale) };
}

/** Shade 0 … 1 as a function of t, the place between the limits; what `buildStretchTable` tabulates. */
export function shadeOfPlace(mapping: DisplayMapping): (place: number) => number {
  const { contrast = NEUTRAL.contrast, bias = NEUTRAL.bias } = mapping;
  const stretched = stretchedPlace(mapping);
  if (contrast === NEUTRAL.contrast && bias === NEUTRAL.bias) return stretched;
  return (place) => applyContrast(stretched(place), contrast, bias);
}

/** The raw value (relative to the mapping's offset) that is shown with a shade 0 … 1; of several the one in the middle
 * of the limits' side it lies on. */
export function valueFromLevel(mapping: DisplayMapping, shade: number): number {
  const { stretch, low, high, offset, maximum, a } = mapping;
  const { contrast = NEUTRAL.contrast, bias = NEUTRAL.bias } = mapping;
  const wanted =
    contrast === NEUTRAL.contrast && bias === NEUTRAL.bias ? shade : (shade - 0.5) / contrast + bias;
  const y = wanted < 0 ? 0 : wanted > 1 ? 1 : wanted;
  if (stretch === 'histogram') {
    const equal = equalised(mapping);
    return equal ? equal.inverse(y) - offset : low + y * (high - low);
  }
  if (stretch !== 'book') return low + stretchInverse(stretch, y, a) * (high - low);
  const domain = stretchDomain(stretch, maximum);
  const bottom = domain.forward(offset + low);
  const top = domain.forward(offset + high);
  return domain.inverse(bottom + y * (top - bottom)) - offset;
}

/** The shade before contrast and bias. */
function stretchedPlace(mapping: DisplayMapping): (place: number) => number {
  const { stretch, low, high, offset, maximum, a } = mapping;
  const width = high - low;
  const linear = (place: number): number => stretchForward('linear', place);
  if (stretch === 'histogram') {
    const equal = equalised(mapping);
    return equal ? (place) => equal.forward(offset + low + place * width) : linear;
  }
  if (stretch !== 'book') return (place) => stretchForward(stretch, place, a);
  const domain = stretchDomain(stretch, maximum);
  const bottom = domain.forward(offset + low);
  const top = domain.forward(offset + high);
  if (!(top > bottom)) return linear;
  return (place) => linear((domain.forward(offset + (low + place * width)) - bottom) / (top - bottom));
}

function equalised({ low, high, offset, histogram }: DisplayMapping): ReturnType<typeof equalisation> {
  return histogram ? equalisation(histogram, offset + low, offset + high) : null;
}
