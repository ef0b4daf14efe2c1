import { applyLevels, colormap, packColour, type ColormapName } from '../core/colormap/index.ts';
import { invertMaps } from '../core/image/index.ts';
import { buildStretchTable, paintInto, type DisplayStretch } from '../core/stretch/index.ts';
import { coarsestLevel, FIRST_LEVEL } from '../shared/pyramid.ts';
import { memoryRow } from '../shared/planes.ts';
import { readablePlane } from './basePixels.ts';
import { imageHistogram } from './imageHistogram.ts';
import { silentWork } from './jobTracker.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue, LimitsValue } from './values.ts';

/** A picture: packed ABGR pixels, top row first. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** The image is this many times larger each way. */
  readonly reduction: number;
}

const STRIP_ROWS = 64;
/** Of the histogram by which a picture is equalised. */
const EQUALISED_BINS = 4096;
/** Missing pixels, unlike any grey. */
const MISSING = packColour(40, 30, 70);

/** Paints an image whose limits are known, reduced so that its longest side is at most `maxSide`. */
export async function renderPicture(
  pool: Pool,
  image: ImageValue,
  limits: LimitsValue,
  style: { readonly stretch: DisplayStretch; readonly colormap: ColormapName; readonly maxSide: number },
): Promise<Picture> {
  const { base } = image;
  const { window } = base;
  const domain = image.maps.filter((map) => map.map === 'arcsinh-normalise');
  const low = invertMaps(domain, limits.low) - base.offset;
  const high = invertMaps(domain, limits.high) - base.offset;
  const maximum = base.facts.extrema?.maximum ?? Number.NaN;
  const { offset } = base;
  const histogram =
    style.stretch === 'histogram' && low < high
      ? await imageHistogram(
          pool,
          { ...image, maps: [] },
          { range: [low + offset, high + offset], bins: EQUALISED_BINS },
          silentWork(),
        )
      : null;
  const levels = buildStretchTable({ stretch: style.stretch, low, high, offset, maximum, histogram });
  const colours = applyLevels(levels, colormap(style.colormap, false));
  let level = 0;
  while (Math.max(window.width, window.height) / 2 ** level > style.maxSide) level++;
  level = Math.min(level, coarsestLevel(window.width, window.height));
  const width = Math.ceil(window.width / 2 ** level);
  const height = Math.ceil(window.height / 2 ** level);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - y);
    const strip = await stripOf(pool, image, level, y, width, rows);
    for (let row = 0; row < rows; row++) {
      // y counts upwards in the image and downwards in the picture.
      const top = (height - 1 - (y + row)) * width;
      paintInto(
        pixels.subarray(top, top + width),
        strip.subarray(row * width, (row + 1) * width),
        low,
        high,
        colours,
        MISSING,
      );
    }
  }
  return { width, height, pixels, reduction: 2 ** level };
}

async function stripOf(
  pool: Pool,
  { base }: ImageValue,
  level: number,
  y: number,
  width: number,
  rows: number,
): Promise<Float32Array> {
  if (level < FIRST_LEVEL) {
    const job = {
      plane: readablePlane(base),
      halve: level === 1,
      x: 0,
      y,
      width,
      height: rows,
      offset: base.offset,
    };
    return new Float32Array(await pool.run('tile', job, PRIORITY.asked));
  }
  const plane = base.pyramid![level - FIRST_LEVEL]!;
  const strip = new Float32Array(width * rows);
  for (let row = 0; row < rows; row++) strip.set(memoryRow(plane, y + row, 0, width), row * width);
  return strip;
}
