import type { WholeImage } from '../strips/index.ts';
import { connectedComponents, type Components, type Connectivity } from './connectedComponents.ts';
import { paintComponents } from './paintComponents.ts';

/** A binary image with its holes filled: the off pixels that no path of off pixels joins to the border.
 *
 * Method: connected components of the pixels that are off; those that touch the border stay. `connectivity` is that of
 *         the paths: with 1, a chain of on pixels that meet in corners encloses a hole.
 * Shape:  an image in; one of 0 and 1 of the same size and pixel type out.
 * Non-finite: NaN and infinities are off.
 * Cost:   O(pixels); 12 bytes a run of pixels.
 * Source: scipy.ndimage.binary_fill_holes 1.10.
 * Checked against: that, exactly (test/data/references/morphology.json). */
export function fillHoles(
  image: WholeImage,
  connectivity: Connectivity,
  progress: (share: number) => void,
): WholeImage {
  const components = connectedComponents(image, 'off', connectivity, progress);
  const values = touchingBorder(image, components, 0).map((touches) => 1 - touches);
  return paintComponents(image, image.pixelType, components, values, 1);
}

/** A binary image without the objects that have a pixel within `bufferSize` pixels of the outermost ones.
 *
 * Method: connected components, pixels that share a corner being connected.
 * Shape:  an image in; one of 0 and 1 of the same size and pixel type out.
 * Non-finite: NaN and infinities are off.
 * Cost:   O(pixels); 12 bytes a run of pixels.
 * Source: scikit-image 0.19, segmentation.clear_border of a boolean image.
 * Checked against: that, exactly (test/data/references/morphology.json). */
export function clearBorder(
  image: WholeImage,
  bufferSize: number,
  progress: (share: number) => void,
): WholeImage {
  const components = connectedComponents(image, 'on', 2, progress);
  const values = touchingBorder(image, components, bufferSize).map((touches) => 1 - touches);
  return paintComponents(image, image.pixelType, components, values, 0);
}

/** For each component, 1 where it has a pixel in the frame of bufferSize + 1 pixels along the border. */
function touchingBorder(
  { width, height }: WholeImage,
  { runs, of, count }: Components,
  bufferSize: number,
): Uint8Array {
  const touches = new Uint8Array(count);
  for (let y = 0; y < height; y++) {
    const outer = y <= bufferSize || y >= height - 1 - bufferSize;
    for (let run = runs.rowStart[y]!; run < runs.rowStart[y + 1]!; run++) {
      if (outer || runs.start[run]! <= bufferSize || runs.end[run]! >= width - bufferSize)
        touches[of[run]!] = 1;
    }
  }
  return touches;
}
