import { AppError } from '../core/errors/index.ts';
import { TILE_SIZE } from '../shared/index.ts';
import { memoryRow } from '../shared/planes.ts';
import { coarsestLevel, FIRST_LEVEL } from '../shared/pyramid.ts';
import { readablePlane, type BasePixels } from './basePixels.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';

/** A float32 tile of an image that is loaded. Level n halves the size n times. */
export async function tileOf(
  pool: Pool,
  base: BasePixels,
  level: number,
  tileX: number,
  tileY: number,
): Promise<ArrayBuffer> {
  const place = tilePlace(base, level, tileX, tileY);
  if (!place)
    throw new AppError('not-found', `There is no tile ${tileX}, ${tileY} on level ${level} of this image.`);
  const { x, y, width, height } = place;
  if (level < FIRST_LEVEL) {
    const plane = readablePlane(base);
    const job = { plane, halve: level === 1, x, y, width, height, offset: base.offset };
    return pool.run('tile', job, PRIORITY.tile);
  }
  const plane = base.pyramid?.[level - FIRST_LEVEL];
  if (!plane) throw new AppError('not-found', 'Those pixels are not loaded; evaluate the image again.');
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++) out.set(memoryRow(plane, y + row, x, width), row * width);
  return out.buffer;
}

/** The pixels of a tile of an image, on its level; null where it has no such tile. */
export function tilePlace({ window }: BasePixels, level: number, tileX: number, tileY: number) {
  if (level > coarsestLevel(window.width, window.height)) return null;
  const width = Math.ceil(window.width / 2 ** level);
  const height = Math.ceil(window.height / 2 ** level);
  return tileRectangle({ width, height }, tileX, tileY);
}

/** The pixels of a tile on a level of that size; null where it has no such tile. */
export function tileRectangle(
  level: { readonly width: number; readonly height: number },
  tileX: number,
  tileY: number,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null {
  const x = tileX * TILE_SIZE;
  const y = tileY * TILE_SIZE;
  if (x >= level.width || y >= level.height) return null;
  return { x, y, width: Math.min(TILE_SIZE, level.width - x), height: Math.min(TILE_SIZE, level.height - y) };
}
