import { AppError, type Warning } from '../core/errors/index.ts';
import { tiffHead, type TiffSamples } from '../core/tiff/index.ts';
import { bytesPerPixel, type Plane } from '../shared/planes.ts';
import { atomicWrite } from './atomicWrite.ts';
import { readablePlane } from './basePixels.ts';
import { writeImage } from './exportImage.ts';
import type { ImageOrigin } from './imageOrigin.ts';
import { imageStatisticsOf } from './imageStatistics.ts';
import type { Work } from './jobTracker.ts';
import { runInOrder, taskStarts } from './passes.ts';
import type { Pool } from './pool.ts';
import { PRIORITY } from './priorityQueue.ts';
import type { ImageValue } from './values.ts';

/** Formats that the pixels of an image are written in. */
export type ImageFormat = 'fits' | 'tiff' | 'png';

interface ImageOutput {
  readonly target: string;
  readonly format: ImageFormat;
  /** Files that must not be written over. */
  readonly inputs: readonly string[];
  readonly origin: ImageOrigin;
}

/** A PNG picture is packed in memory, at six bytes a pixel. */
const MOST_PNG_PIXELS = 200e6;
const SUFFIXES: Readonly<Record<string, ImageFormat>> = {
  '.fits': 'fits',
  '.fit': 'fits',
  '.fts': 'fits',
  '.tif': 'tiff',
  '.tiff': 'tiff',
  '.png': 'png',
};

/** The format that a name's suffix asks for, null where there is none of it. */
export function imageFormatOf(name: string): ImageFormat | null {
  return SUFFIXES[/\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? ''] ?? null;
}

/** Refuses an image that a format cannot hold; its pixels need not be there yet.
 *
 * Errors: `not-supported` for a TIFF beyond 4 GiB, `over-budget` for a PNG beyond 200 megapixels. */
export function requireFitting(image: ImageValue, format: ImageFormat): void {
  const { width, height } = image.base.window;
  if (format === 'tiff') tiffHead({ width, height, samples: samplesOf(image), description: '' });
  if (format !== 'png' || width * height <= MOST_PNG_PIXELS) return;
  throw new AppError(
    'over-budget',
    `A PNG picture is packed in memory, so it has at most ${MOST_PNG_PIXELS / 1e6} megapixels; this one is ${width} × ${height}.`,
    { remedy: 'Write it as TIFF or FITS, or crop or bin it first.' },
  );
}

/** Writes the pixels of an image without maps: FITS and TIFF as they are (a binary image as bytes, labels as integers of
 * 32 bits), PNG scaled to 16-bit grey, which is told with the limits. Pictures have the image's first row at the bottom.
 *
 * Errors: those of `requireFitting` and of writing. */
export async function writeImageAs(
  pool: Pool,
  image: ImageValue,
  { target, format, inputs, origin }: ImageOutput,
  work: Work,
): Promise<readonly Warning[]> {
  requireFitting(image, format);
  switch (format) {
    case 'fits':
      await writeImage(pool, image, target, inputs, origin, work);
      return [];
    case 'tiff':
      await writeTiff(pool, image, target, inputs, origin.history, work);
      return [];
    case 'png':
      return writePng(pool, image, target, inputs, work);
  }
}

async function writeTiff(
  pool: Pool,
  image: ImageValue,
  target: string,
  inputs: readonly string[],
  history: readonly string[],
  work: Work,
): Promise<void> {
  const { base } = image;
  const plane = readablePlane(base);
  const { width, height } = base.window;
  const samples = samplesOf(image);
  const head = tiffHead({ width, height, samples, description: ['Asterism', ...history].join('\n') });
  const { control } = work;
  work.expect(height, 'Writing');
  const done = new Int32Array(control.progress);
  await atomicWrite(target, inputs, async (file) => {
    await file.writeFile(head);
    const starts = taskStarts(width * bytesPerPixel(base.pixelType), height, pool);
    // From the top of the picture downwards.
    const rows = (y0: number, y1: number) => tiffRows(pool, plane, height - y1, height - y0, samples);
    await runInOrder(pool, starts, height, control, rows, async (bytes) => {
      await file.writeFile(bytes);
      Atomics.add(done, 0, Math.ceil(height / starts.length));
    });
  });
}

function samplesOf({ base, meaning }: ImageValue): TiffSamples {
  if (meaning === 'binary') return 'uint8';
  return meaning === 'labels' ? 'uint32' : base.pixelType;
}

/** Rows y0 … y1 - 1, the last of them first. */
async function tiffRows(
  pool: Pool,
  plane: Plane,
  y0: number,
  y1: number,
  samples: TiffSamples,
): Promise<Uint8Array> {
  if (samples !== 'uint32') {
    const bits = samples === 'uint8' ? 8 : samples === 'float32' ? 32 : 64;
    return pool.run('pictureRows', { plane, y0, y1, bits }, PRIORITY.asked);
  }
  // Labels are whole numbers from 0: those of FITS, which are signed, have the same bytes.
  const stored = await pool.run('storedRows', { plane, y0, y1, bitpix: 32 }, PRIORITY.asked);
  const rowBytes = stored.length / (y1 - y0);
  const turned = new Uint8Array(stored.length);
  for (let from = 0; from < stored.length; from += rowBytes)
    turned.set(stored.subarray(from, from + rowBytes), stored.length - from - rowBytes);
  return turned;
}

async function writePng(
  pool: Pool,
  image: ImageValue,
  target: string,
  inputs: readonly string[],
  work: Work,
): Promise<readonly Warning[]> {
  const { width, height } = image.base.window;
  const { min, max, count } = await imageStatisticsOf(pool, image, work);
  if (count === 0)
    throw new AppError('no-data', 'The image has no finite pixel, so there is no picture of it.');
  const [low, high] = image.meaning === 'binary' ? [0, 1] : [min, max];
  const plane = readablePlane(image.base);
  work.expect(0, 'Packing');
  const bytes = await pool.run('greyPng', { plane, low, high }, PRIORITY.asked);
  await atomicWrite(target, inputs, (file) => file.writeFile(bytes));
  return [
    {
      code: 'scaled',
      message: `PNG holds 16-bit integers only: the values from ${low} to ${high} were scaled to 0 … 65535${count < width * height ? ', pixels that are not finite to 0' : ''}.`,
    },
  ];
}
