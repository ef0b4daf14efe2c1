import type { WholeImage } from '../strips/index.ts';
import { componentSizes, connectedComponents, type Connectivity } from './connectedComponents.ts';
import { paintComponents } from './paintComponents.ts';

/** A binary image without its objects, or without its holes, of fewer than `least` pixels.
 *
 * Method: connected components of the pixels that are on (objects) or off (holes), and their sizes.
 * Shape:  an image in; one of 0 and 1 of the same size and pixel type out.
 * Non-finite: NaN and infinities are off: never part of an object, and filled with the hole they are in.
 * Border: off pixels that touch the border are a hole like any other.
 * Cost:   O(pixels); 12 bytes a run of pixels.
 * Source: scikit-image 0.19, morphology.remove_small_objects and remove_small_holes of a boolean image.
 * Checked against: those, exactly (test/data/references/morphology.json). */
export function removeSmall(
  image: WholeImage,
  what: 'objects' | 'holes',
  least: number,
  connectivity: Connectivity,
  progress: (share: number) => void,
): WholeImage {
  const objects = what === 'objects';
  const components = connectedComponents(image, objects ? 'on' : 'off', connectivity, progress);
  const values = new Uint8Array(components.count);
  componentSizes(components).forEach((size, i) => {
    values[i] = size >= least === objects ? 1 : 0;
  });
  return paintComponents(image, image.pixelType, components, values, objects ? 0 : 1);
}
