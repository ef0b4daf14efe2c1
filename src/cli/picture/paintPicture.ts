import { invariant } from '../../core/errors/index.ts';
import { PRIORITY, type ImageValue, type Pool } from '../../engine/index.ts';
import { memoryRow, type PlaneWindow } from '../../shared/planes.ts';
import { coarsestLevel, FIRST_LEVEL } from '../../shared/pyramid.ts';

/** A picture: packed ABGR pixels, top row first. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** The image is this many times larger each way. */
  readonly reduction: number;
}

/** Colours of a row of pixels, one array for each image. */
export type PaintRow = (colours: Uint32Array, rows: readonly Float32Array[]) => void;

/** Longest side of a picture; larger images are averaged down to it. */
const MAX_SIDE = 8192;
const STRIP_ROWS = 64;

/** Paints images that lie on each other, row by row; they are loaded, and their pixels come relative to their offsets. */
export async function paintPicture(
  pool: Pool,
  images: readonly ImageValue[],
  paint: PaintRow,
): Promise<Picture> {
  const { window } = images[0]!.base;
  const level = levelOf(window);
  const width = Math.ceil(window.width / 2 ** level);
  const height = Math.ceil(window.height / 2 ** level);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - y);
    const strips = await Promise.all(images.map((image) => stripOf(pool, image, level, y, width, rows)));
    for (let row = 0; row < rows; row++) {
      // y counts upwards in the image and downwards in the picture.
      const top = (height - 1 - (y + row)) * width;
      paint(
        pixels.subarray(top, top + width),
        strips.map((strip) => strip.subarray(row * width, (row + 1) * width)),
      );
    }
  }
  return { width, height, pixels, reduction: 2 ** level };
}

function levelOf({ width, height }: PlaneWindow): number {
  let level = 0;
  while (Math.max(width, height) / 2 ** level > MAX_SIDE) level++;
  return Math.min(level, coarsestLevel(width, height));
}

async function stripOf(
  pool: Pool,
  { base }: ImageValue,
  level: number,
  y: number,
  width: number,
  height: number,
): Promise<Float32Array> {
  if (level < FIRST_LEVEL) {
    const plane = base.memory ?? base.file;
    invariant(plane !== null, 'a picture is painted of pixels that are there');
    const job = { plane, halve: level === 1, x: 0, y, width, height, offset: base.offset };
    return new Float32Array(await pool.run('tile', job, PRIORITY.asked));
  }
  const plane = base.pyramid?.[level - FIRST_LEVEL];
  invariant(plane !== undefined, 'a reduced picture is painted of pixels that are loaded');
  const strip = new Float32Array(width * height);
  for (let row = 0; row < height; row++) strip.set(memoryRow(plane, y + row, 0, width), row * width);
  return strip;
}
