import { imageHead, paddingBytes, type CardToWrite, type StoredBitpix } from '../core/fits/index.ts';
import { writeWcs } from '../core/wcs/index.ts';
import { bytesPerPixel } from '../shared/planes.ts';
import { atomicWrite } from './atomicWrite.ts';
import { readablePlane } from './basePixels.ts';
import type { ImageOrigin } from './imageOrigin.ts';
import type { Work } from './jobTracker.ts';
import { runInOrder, taskStarts } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** Writes an image without maps as FITS, strip by strip: float32 or float64, a binary image as bytes, labels as 32-bit
 * integers; with the cards that it has from its source, its unit and world coordinates, and HISTORY. */
export async function writeImage(
  pool: Pool,
  image: ImageValue,
  target: string,
  inputs: readonly string[],
  { history, carried }: ImageOrigin,
  work: Work,
): Promise<void> {
  const plane = readablePlane(image.base);
  const { window, pixelType } = image.base;
  const { width, height } = window;
  const bitpix = bitpixOf(image);
  const { control } = work;
  work.expect(height, 'Writing');
  await atomicWrite(target, inputs, async (file) => {
    await file.writeFile(imageHead(width, height, bitpix, cardsOf(image, history), carried));
    const done = new Int32Array(control.progress);
    const starts = taskStarts(width * bytesPerPixel(pixelType), height, pool);
    await runInOrder(
      pool,
      starts,
      height,
      control,
      (y0, y1) => pool.run('storedRows', { plane, y0, y1, bitpix }, PRIORITY.asked),
      async (bytes) => {
        await file.writeFile(bytes);
        Atomics.add(done, 0, Math.ceil(height / starts.length));
      },
    );
    await file.writeFile(paddingBytes(width, height, bitpix));
  });
}

function bitpixOf({ meaning, base }: ImageValue): StoredBitpix {
  if (meaning === 'binary') return 8;
  if (meaning === 'labels') return 32;
  return base.pixelType === 'float32' ? -32 : -64;
}

function cardsOf({ unit, wcs, base }: ImageValue, history: readonly string[]): CardToWrite[] {
  return [
    ...(unit === '' ? [] : [{ keyword: 'BUNIT', value: unit, comment: 'unit of the pixels' }]),
    ...(wcs ? writeWcs(wcs, base.window.x0, base.window.y0) : []),
    { keyword: 'CREATOR', value: 'Asterism' },
    ...history.map((value) => ({ keyword: 'HISTORY', value })),
  ];
}
