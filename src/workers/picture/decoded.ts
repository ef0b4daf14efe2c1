import { AppError, type Warning } from '../../core/errors/index.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

export interface Channel {
  readonly name: string;
  /** Place among the samples of a pixel. */
  readonly at: number;
}

/** A picture as its decoder gives it: `stride` samples for each pixel, row after row as they are stored. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** How it is to be turned: the number that TIFF and EXIF have for it; 1 where its first row is at the top. */
  readonly orientation: number;
  readonly samples: Samples;
  readonly stride: number;
  readonly channels: readonly Channel[];
  readonly warnings: readonly Warning[];
}

/** How much may be decoded. */
export interface PictureLimits {
  readonly maxPixels: number;
  readonly maxBytes: number;
}

/** Checks the size a file claims, before anything is made of that size.
 *
 * Errors: `bad-header` for a picture without pixels, `over-budget` for one that is too large. */
export function refuseSize(
  what: string,
  width: number,
  height: number,
  bytesPerPixel: number,
  { maxPixels, maxBytes }: PictureLimits,
): void {
  if (width < 1 || height < 1)
    throw new AppError('bad-header', `The ${what} says that it has ${width} × ${height} pixels.`);
  const pixels = width * height;
  if (pixels > maxPixels)
    throw new AppError(
      'over-budget',
      `The ${what} says that it has ${width} × ${height} pixels; pictures of up to ${Math.floor(maxPixels / 1e6)} megapixels are read.`,
      { remedy: 'Save it as FITS, of which any size can be opened, or cut it into parts.' },
    );
  const bytes = pixels * bytesPerPixel;
  if (bytes <= maxBytes) return;
  const megabytes = (count: number): string => `${Math.ceil(count / 2 ** 20)} MiB`;
  throw new AppError(
    'over-budget',
    `Decoding the ${what} of ${width} × ${height} pixels takes ${megabytes(bytes)}, and ${megabytes(maxBytes)} may be used.`,
    { remedy: 'Save it as FITS, of which any size can be opened, or cut it into parts.' },
  );
}

/** Runs a decoder; whatever it stumbles over is a fault of the file. */
export function decoding<T>(what: string, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const reason =
      cause instanceof Error ? cause.message.replace(/\s+/g, ' ').replace(/\.$/, '') : 'no reason given';
    throw new AppError(
      'bad-header',
      `The ${what} is damaged or cut short and cannot be decoded (${reason}).`,
      {
        remedy: 'Fetch or save the file again.',
        cause,
      },
    );
  }
}

/** The fault of a file that ends too early. */
export function cutShort(what: string): AppError {
  return new AppError('truncated', `The ${what} ends before its picture is complete.`, {
    remedy: 'Fetch or save the file again.',
  });
}

/** Whether some sample of a channel is not `full`. */
export function hasOther(samples: Samples, stride: number, at: number, full: number): boolean {
  for (let i = at; i < samples.length; i += stride) if (samples[i] !== full) return true;
  return false;
}
