import { imageFile, type CardInput } from './buildFits.ts';
import { seededRandom } from './fakeImage.ts';

export const TAN_CARDS: readonly CardInput[] = [
  ['CTYPE1', 'RA---TAN'],
  ['CTYPE2', 'DEC--TAN'],
  ['CRVAL1', 150],
  ['CRVAL2', 2],
  ['CRPIX1', 20],
  ['CRPIX2', 10],
  ['CDELT1', -0.001],
  ['CDELT2', 0.001],
  ['CUNIT1', 'deg'],
  ['CUNIT2', 'deg'],
];

/** Pixels with bright peaks, ties, negative values and some missing ones; the same every time. */
export function starPixels(width: number, height: number, seed = 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: width * height }, () => {
    const kind = random();
    if (kind < 0.02) return Number.NaN;
    if (kind < 0.03) return 5;
    return Math.fround(kind < 0.06 ? 40 + 200 * random() : 4 * random() - 1);
  });
}

/** A float32 image with a sky. */
export function starFile(width: number, height: number, seed = 1): Uint8Array {
  return imageFile(-32, [width, height], starPixels(width, height, seed), TAN_CARDS);
}
