import { AppError } from '../../core/errors/index.ts';
import type { JobInput, JobOutput } from '../../shared/jobs.ts';
import type { PictureJobs, PictureKind } from '../../shared/pictureJobs.ts';
import { withFile } from '../files.ts';
import type { HandlersOf } from '../handler.ts';
import { writeChannels } from './channelRows.ts';
import type { DecodedPicture, PictureLimits } from './decoded.ts';
import { pictureRows } from './pictureRows.ts';

/** How pictures begin. */
const MARKS: readonly (readonly [mark: string, kind: PictureKind])[] = [
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['\xff\xd8\xff', 'jpeg'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  // BigTIFF.
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
];
/** A longer file cannot be read at once. */
const MOST_BYTES = 2 ** 31 - 1;

export const pictureHandlers: HandlersOf<PictureJobs> = {
  pictureKind: ({ path }) => withFile(path, (file) => kindOf(file.read(0, 8))),
  unfoldPicture,
  pictureRows,
  greyPng: async (input) => (await import('./greyPng.ts')).greyPng(input),
};

function kindOf(start: Uint8Array): PictureKind | null {
  const letters = Buffer.from(start).toString('latin1');
  return MARKS.find(([mark]) => letters.startsWith(mark))?.[1] ?? null;
}

async function unfoldPicture(input: JobInput<'unfoldPicture'>): Promise<JobOutput<'unfoldPicture'>> {
  const { path, target, maxPixels, maxBytes } = input;
  const { file, kind, bytes } = withFile(path, (opened) => {
    if (opened.size > Math.min(maxBytes, MOST_BYTES))
      throw new AppError(
        'over-budget',
        `The picture's file has ${opened.size} bytes, which is too many to decode.`,
      );
    const all = Buffer.from(opened.read(0, opened.size).buffer);
    return { file: opened.identity, kind: kindOf(all), bytes: all };
  });
  if (!kind)
    throw new AppError(
      'bad-header',
      bytes.length === 0
        ? 'The file is empty.'
        : 'The file is no PNG, JPEG or TIFF picture, whatever its name says.',
    );
  const limits = { maxPixels, maxBytes: maxBytes - bytes.length };
  const picture = await decode(kind, bytes, limits);
  writeChannels(target, picture);
  return { file, warnings: picture.warnings };
}

/** The decoders are rarely wanted. */
async function decode(kind: PictureKind, bytes: Buffer, limits: PictureLimits): Promise<DecodedPicture> {
  switch (kind) {
    case 'png':
      return (await import('./png.ts')).decodePng(bytes, limits);
    case 'jpeg':
      return (await import('./jpeg.ts')).decodeJpeg(bytes, limits);
    case 'tiff':
      return (await import('./tiff.ts')).decodeTiff(bytes, limits);
  }
}
