import { AppError } from '../errors/index.ts';
import type { Wcs } from '../wcs/index.ts';

/** Where the pixels of an image lie: what an image is compared by with the one it is laid on. */
export interface ImagePlace {
  readonly width: number;
  readonly height: number;
  /** The first pixel in the image that the WCS belongs to. */
  readonly originX: number;
  readonly originY: number;
  readonly wcs: Wcs | null;
}

/** Whether an image has to be laid on the red one by the sky; else pixel lies on pixel already.
 *
 * Errors: bad-argument where it can be laid on it in no way: the sizes differ, and not both have sky coordinates. */
export function liesOnSky(red: ImagePlace, image: ImagePlace, channel: 'green' | 'blue'): boolean {
  const alike = isSameSize(red, image);
  if (red.wcs && image.wcs) return !(alike && isSameGrid(red, image));
  if (alike) return false;
  throw new AppError(
    'bad-argument',
    `The image for ${channel} has ${image.width} × ${image.height} pixels, that for red ${red.width} × ${red.height}, and not both have sky coordinates.`,
    { remedy: 'Choose images of one size, or images whose headers place them on the sky.' },
  );
}

/** Whether every pixel of the one has one of the other. */
export function isSameSize(
  one: Pick<ImagePlace, 'width' | 'height'>,
  other: Pick<ImagePlace, 'width' | 'height'>,
): boolean {
  return one.width === other.width && one.height === other.height;
}

/** Whether pixels of the same number lie in the same place. */
export function isSameGrid(one: ImagePlace, other: ImagePlace): boolean {
  return (
    one.originX === other.originX &&
    one.originY === other.originY &&
    JSON.stringify(one.wcs) === JSON.stringify(other.wcs)
  );
}
