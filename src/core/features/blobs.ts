import { fillMissing } from '../geometry/index.ts';
import type { WholeImage } from '../strips/index.ts';
import { finiteMedian } from './finiteFacts.ts';
import { MOST_PEAKS, tooManyPeaks } from './peakLocalMax.ts';
import { pruneBlobs } from './pruneBlobs.ts';
import type { Plane, ScaleSpace } from './scaleSpace.ts';

/** Blobs as columns, the strongest first; 0-based pixels of the image. */
export interface Blobs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly sigma: Float64Array;
  /** Of the scale space, in the image's unit. */
  readonly value: Float64Array;
}

/** Bright blobs of any size: local maxima of a scale space in x, y and scale.
 *
 * Method: a blob is a place above `threshold` that none of its 26 neighbours exceeds (outside the image and the scales
 *         they count as 0). Of two that overlap by more than `overlap` of the smaller one's area the smaller goes.
 * Shape:  a whole image in; columns out, the strongest first, equal ones by y, x and scale.
 * Units:  pixels; `threshold` in the image's unit.
 * Non-finite and masked: missing pixels are filled from their surroundings (far from any, by the median), and no blob's
 *         middle is on one.
 * Border: reflected.
 * Errors: over-budget above 4,000,000 places before overlaps are looked at; bad-argument where the largest sigma is below
 *         the smallest.
 * Cost:   O(pixels × sigma) for each scale; 56 bytes a pixel.
 * Source: scikit-image 0.19 `blob_log`, `blob_dog`; T. Lindeberg, 1998, Int. J. Computer Vision 30, 79. Overlaps are
 *         looked at from the strongest blob on, where scikit-image takes them in no certain order.
 * Checked against: scikit-image 0.19, positions and sigmas exact, group blobs of the references. */
export function findBlobs(
  image: WholeImage,
  spaceOf: (plane: Plane) => ScaleSpace,
  threshold: number,
  overlap: number,
  progress: (share: number) => void,
): Blobs {
  const { width, height } = image;
  const data = Float64Array.from(image.pixels);
  const someMissing = !image.pixels.every((value: number) => Math.abs(value) < Infinity);
  const missing = someMissing ? fillMissing(data, width, height, finiteMedian(image.pixels) || 0) : null;
  const space = spaceOf({ data, width, height });
  const count = space.sigmas.length;
  const found: Found[] = [];
  let flat = true;
  // The layer looked at in the middle, those before and after around it.
  const layers = [0, 1, 2].map(() => new Float64Array(data.length));
  space.layerInto(layers[1]!, 0);
  for (let index = 0; index < count; index++) {
    progress(index / count);
    if (index + 1 < count) space.layerInto(layers[2]!, index + 1);
    else layers[2]!.fill(0);
    flat = maximaOfLayer(found, layers, width, height, index, threshold) && flat;
    layers.push(layers.shift()!);
  }
  const peaks = flat ? [] : found.filter(({ place }) => missing === null || missing[place] === 0);
  peaks.sort((a, b) => b.value - a.value || a.place - b.place || a.layer - b.layer);
  const blobs = {
    x: Float64Array.from(peaks, ({ place }) => place % width),
    y: Float64Array.from(peaks, ({ place }) => Math.floor(place / width)),
    sigma: Float64Array.from(peaks, ({ layer }) => space.sigmas[layer]!),
    value: Float64Array.from(peaks, ({ value }) => value),
  };
  const kept = pruneBlobs(blobs, overlap);
  const picked = (values: Float64Array) => Float64Array.from(kept, (i) => values[i]!);
  return { x: picked(blobs.x), y: picked(blobs.y), sigma: picked(blobs.sigma), value: picked(blobs.value) };
}

interface Found {
  readonly place: number;
  readonly layer: number;
  readonly value: number;
}

/** Adds the maxima of the middle layer; true where every one of its values is one, whatever the threshold. */
function maximaOfLayer(
  found: Found[],
  layers: readonly Float64Array[],
  width: number,
  height: number,
  layer: number,
  threshold: number,
): boolean {
  const here = layers[1]!;
  let flat = true;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const place = y * width + x;
      const value = here[place]!;
      if (!isHighest(layers, value, x, y, width, height)) {
        flat = false;
        continue;
      }
      if (!(value > threshold)) continue;
      if (found.length === MOST_PEAKS) throw tooManyPeaks();
      found.push({ place, layer, value });
    }
  return flat;
}

function isHighest(
  layers: readonly Float64Array[],
  value: number,
  x: number,
  y: number,
  width: number,
  height: number,
): boolean {
  const atBorder = x === 0 || y === 0 || x === width - 1 || y === height - 1;
  if (atBorder && value < 0) return false;
  for (let row = Math.max(y - 1, 0); row <= Math.min(y + 1, height - 1); row++)
    for (let column = Math.max(x - 1, 0); column <= Math.min(x + 1, width - 1); column++) {
      const at = row * width + column;
      if (layers[1]![at]! > value || layers[0]![at]! > value || layers[2]![at]! > value) return false;
    }
  return true;
}
