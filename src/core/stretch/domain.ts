import { AppError } from '../errors/index.ts';
import { asinh, sinh } from '../math/index.ts';
import { stretchForward, stretchInverse, type DisplayStretch } from './curves.ts';

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
  const { stretch, low, high, offset, maximum } = mapping;
  if (stretch !== 'book') return (place) => stretchForward(stretch, place);
  const domain = stretchDomain(stretch, maximum);
  const width = high - low;
  const bottom = domain.forward(offset + low);
  const top = domain.forward(offset + high);
  if (!(top > bottom)) return (place) => stretchForward('linear', place);
  return (place) =>
    stretchForward('linear', (domain.forward(offset + (low + place * width)) - bottom) / (top - bottom));
}

/** The raw value (relative to the mapping's offset) that is shown with a shade 0 … 1. */
export function valueFromLevel(mapping: DisplayMapping, shade: number): number {
  const { stretch, low, high, offset, maximum } = mapping;
  if (stretch !== 'book') return low + stretchInverse(stretch, shade) * (high - low);
  const domain = stretchDomain(stretch, maximum);
  const bottom = domain.forward(offset + low);
  const top = domain.forward(offset + high);
  return domain.inverse(bottom + stretchInverse('linear', shade) * (top - bottom)) - offset;
}
