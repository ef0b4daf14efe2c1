import { AppError } from '../core/errors/index.ts';
import type { Body } from '../shared/index.ts';
import { readablePlane } from './basePixels.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** More would be no plot, and an answer of many megabytes. */
const LONGEST = 1_000_000;

/** Distances, then values, along a line between two places of an image (FITS pixels of the whole image). */
export async function profileOf(
  pool: Pool,
  image: ImageValue,
  { x0, y0, x1, y1, width }: Omit<Body<'profile'>, 'step'>,
): Promise<ArrayBuffer> {
  const { window } = image.base;
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length < LONGEST))
    throw new AppError('bad-argument', `The line is ${length} pixels long; at most ${LONGEST} are read.`, {
      remedy: 'Draw a shorter line.',
    });
  const [left, bottom] = [window.x0 + 1, window.y0 + 1];
  const line = { x0: x0 - left, y0: y0 - bottom, x1: x1 - left, y1: y1 - bottom, width };
  return pool.run('lineProfile', { plane: readablePlane(image.base), line }, PRIORITY.tile);
}
