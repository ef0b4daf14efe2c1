import { AppError } from '../errors/index.ts';
import { newPixels } from '../kernels/index.ts';
import { sourceIndices, type WholeImage } from '../strips/index.ts';
import { clipHistogram } from './clipHistogram.ts';

export interface ClaheOptions {
  /** Sides of a tile along y and x, in pixels. */
  readonly kernelSize: readonly [number, number];
  /** Most pixels of a tile in one bin, as a share of the tile; 0 does not clip. */
  readonly clipLimit: number;
  readonly bins: number;
}

/** Grey levels that the image is brought to, as scikit-image and Graphics Gems have it. */
const LEVELS = 2 ** 14;
const MISSING = 0xffff;
/** Most numbers in the maps of all tiles together, 2 bytes each. */
const MOST_MAPPED = 2 ** 27;

/** Contrast limited adaptive histogram equalisation, as `skimage.exposure.equalize_adapthist`.
 *
 * Method: values are brought to 16384 levels between the extremes of the image and put into bins; each tile's clipped
 *         histogram gives a map of levels, and each pixel is put through the maps of the four tiles around it, mixed by
 *         distance. What comes out is stretched to 0 … 1.
 * Shape:  a whole image in, a new one of the same type out.
 * Units:  the result has none, 0 … 1.
 * Non-finite and masked: left out of the histograms, whose limits count the pixels that are there; they stay what they are. A
 *         tile without a finite pixel keeps its levels.
 * Border: mirrored, for the tiles that reach beyond it.
 * Errors: `over-budget` where tiles are so small that their maps outgrow 256 MiB; what `progress` throws.
 * Cost:   two looks; 2 bytes a pixel and a map of `bins` numbers for each tile.
 * Source: Zuiderveld, 1994, Graphics Gems IV, 474. A constant image gives 0, where scikit-image 0.19 gives 0 or 1.
 * Checked against: scikit-image 0.19, rtol 1e-10 (float64). */
export function clahe(
  image: WholeImage,
  { kernelSize, clipLimit, bins }: ClaheOptions,
  progress: (share: number) => void,
): WholeImage {
  const { width, height, pixelType } = image;
  const [sizeY, sizeX] = kernelSize;
  const binned = binnedLevels(image, bins);
  const tilesX = Math.ceil(width / sizeX);
  const tilesY = Math.ceil(height / sizeY);
  const maps = mapsOf(tilesX * tilesY, bins);
  const columns = sourceIndices(width, sizeX, 'mirror').subarray(sizeX);
  const rows = sourceIndices(height, sizeY, 'mirror').subarray(sizeY);
  const counts = new Int32Array(bins);
  for (let tile = 0; tile < tilesX * tilesY; tile++) {
    progress((0.5 * tile) / (tilesX * tilesY));
    const x0 = (tile % tilesX) * sizeX;
    const y0 = Math.floor(tile / tilesX) * sizeY;
    counts.fill(0);
    let known = 0;
    for (let y = y0; y < y0 + sizeY; y++) {
      for (let x = x0; x < x0 + sizeX; x++) {
        const bin = binned[rows[y] * width + columns[x]];
        if (bin === MISSING) continue;
        counts[bin]++;
        known++;
      }
    }
    const limit = clipLimit > 0 ? Math.max(1, Math.floor(clipLimit * known)) : known;
    clipHistogram(counts, limit);
    mapInto(maps.subarray(tile * bins, (tile + 1) * bins), counts, known);
  }

  const pixels = newPixels(pixelType, width * height);
  const halfX = sizeX >> 1;
  const halfY = sizeY >> 1;
  let least = Infinity;
  let greatest = -Infinity;
  for (let y = 0; y < height; y++) {
    if (y % 64 === 0) progress(0.5 + (0.5 * y) / height);
    const tileY = Math.floor((y + halfY) / sizeY);
    const weightY = ((y + halfY) % sizeY) / sizeY;
    const upper = Math.max(0, tileY - 1) * tilesX;
    const lower = Math.min(tilesY - 1, tileY) * tilesX;
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const bin = binned[at];
      if (bin === MISSING) continue;
      const tileX = Math.floor((x + halfX) / sizeX);
      const weightX = ((x + halfX) % sizeX) / sizeX;
      const left = Math.max(0, tileX - 1);
      const right = Math.min(tilesX - 1, tileX);
      // Each term and each sum is rounded to float32 and the level cut to a whole number, as there.
      let level = Math.fround(maps[(upper + left) * bins + bin] * ((1 - weightX) * (1 - weightY)));
      level = Math.fround(
        level + Math.fround(maps[(upper + right) * bins + bin] * (weightX * (1 - weightY))),
      );
      level = Math.fround(level + Math.fround(maps[(lower + left) * bins + bin] * ((1 - weightX) * weightY)));
      level = Math.fround(level + Math.fround(maps[(lower + right) * bins + bin] * (weightX * weightY)));
      pixels[at] = Math.floor(level);
      least = Math.min(least, pixels[at]);
      greatest = Math.max(greatest, pixels[at]);
    }
  }
  const range = greatest - least;
  for (let at = 0; at < pixels.length; at++) {
    if (binned[at] === MISSING) pixels[at] = image.pixels[at];
    else pixels[at] = range > 0 ? (pixels[at] - least) / range : 0;
  }
  return { width, height, pixelType, pixels };
}

function mapsOf(tiles: number, bins: number): Uint16Array {
  if (tiles * bins > MOST_MAPPED)
    throw new AppError(
      'over-budget',
      `${tiles} tiles of ${bins} bins need more than ${MOST_MAPPED / 2 ** 19} MiB.`,
      { remedy: 'Choose larger tiles or fewer bins.', details: { tiles, bins } },
    );
  return new Uint16Array(tiles * bins);
}

/** The bin of each pixel, MISSING where it is not finite. */
function binnedLevels({ pixels }: WholeImage, bins: number): Uint16Array {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of pixels) {
    if (value - value !== 0) continue;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  const range = greatest > least ? greatest - least : 1;
  const levelsPerBin = 1 + Math.floor(LEVELS / bins);
  const binned = new Uint16Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const value = pixels[i];
    // By way of 16-bit numbers, as there.
    const stored = roundHalfEven(((value - least) / range) * 65535);
    const level = roundHalfEven((stored / 65535) * (LEVELS - 1));
    binned[i] = value - value === 0 ? Math.floor(level / levelsPerBin) : MISSING;
  }
  return binned;
}

function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

/** The level that each bin becomes: the share of pixels up to it, or of bins where there is no pixel. */
function mapInto(map: Uint16Array, counts: Int32Array, pixels: number): void {
  const whole = pixels === 0 ? map.length : pixels;
  let sum = 0;
  for (let bin = 0; bin < map.length; bin++) {
    sum += pixels === 0 ? 1 : counts[bin];
    map[bin] = Math.floor(Math.min(LEVELS - 1, sum * ((LEVELS - 1) / whole)));
  }
}
