import { decode } from 'jpeg-js';
import { AppError } from '../../core/errors/index.ts';
import { cutShort, decoding, refuseSize } from './decoded.ts';
import type { DecodedPicture, PictureLimits } from './decoded.ts';
import { exifOrientation, turnWarnings } from './orientation.ts';

const START_OF_SCAN = 0xda;
const END = 0xd9;
/** Start-of-frame markers: baseline, extended and progressive are decoded. */
const DECODED = new Set([0xc0, 0xc1, 0xc2]);
const FRAMES = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);
/** Every scan goes over the whole picture; honest files have about ten. */
const MOST_SCANS = 200;
/** Bytes the decoder holds of each pixel and component: a coefficient of 4 bytes, lines, and the result. */
const BYTES_PER_SAMPLE = 8;
/** The decoder gives three samples for each pixel, of grey ones too. */
export const JPEG_STRIDE = 3;

interface JpegHead {
  readonly width: number;
  readonly height: number;
  readonly components: number;
}

/** Decodes a JPEG picture of 8 bits: grey, or colour as red, green and blue; turned as its EXIF part asks.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`, `not-supported` (CMYK, 12 bits, lossless, arithmetic coding). */
export function decodeJpeg(bytes: Buffer, limits: PictureLimits): DecodedPicture {
  const { width, height, components, samples } = jpegSamples(bytes, limits);
  const names = components === 1 ? ['GREY'] : ['RED', 'GREEN', 'BLUE'];
  const channels = names.map((name, at) => ({ name, at }));
  const orientation = exifOrientation(bytes);
  const warnings = turnWarnings('JPEG file', orientation);
  return { width, height, orientation, samples, stride: JPEG_STRIDE, channels, warnings };
}

/** The samples of a JPEG picture, `JPEG_STRIDE` for each pixel. Its colours are stored as brightness and two differences
 * unless it is said that they are not (`isYcc`).
 *
 * Errors: as `decodeJpeg`. */
export function jpegSamples(
  bytes: Buffer,
  limits: PictureLimits,
  isYcc?: boolean,
): JpegHead & { readonly samples: Uint8Array } {
  const head = jpegHead(bytes);
  refuseSize('JPEG picture', head.width, head.height, head.components * BYTES_PER_SAMPLE + 6, limits);
  refuseManyScans(bytes);
  const { data } = decoding('JPEG picture', () =>
    decode(bytes, {
      useTArray: true,
      formatAsRGBA: false,
      tolerantDecoding: false,
      maxResolutionInMP: limits.maxPixels / 1e6,
      maxMemoryUsageInMB: limits.maxBytes / 2 ** 20,
      ...(isYcc === undefined ? {} : { colorTransform: isYcc }),
    }),
  );
  return { ...head, samples: data };
}

/** What the first frame header says, found by going from marker to marker. */
export function jpegHead(bytes: Buffer): JpegHead {
  let at = 2;
  for (;;) {
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at++;
    if (at + 4 > bytes.length) throw cutShort('JPEG file');
    const marker = bytes[at + 1]!;
    if (bytes[at] !== 0xff || marker === START_OF_SCAN || marker === END)
      throw new AppError('bad-header', 'The JPEG file has no header that tells its size.');
    if (FRAMES.has(marker)) break;
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  if (at + 10 > bytes.length) throw cutShort('JPEG file');
  const marker = bytes[at + 1]!;
  const precision = bytes[at + 4]!;
  const components = bytes[at + 9]!;
  if (!DECODED.has(marker)) throw notSupported('is coded losslessly or arithmetically');
  if (precision !== 8) throw notSupported(`has ${precision} bits a sample, not 8`);
  if (components === 4) throw notSupported('has the four colours of print (CMYK)');
  if (components !== 1 && components !== 3) throw notSupported(`has ${components} components, not 1 or 3`);
  return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7), components };
}

function refuseManyScans(bytes: Buffer): void {
  const mark = Buffer.from([0xff, START_OF_SCAN]);
  let scans = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + 2))
    if (++scans > MOST_SCANS) throw notSupported(`has more than ${MOST_SCANS} scans`);
}

function notSupported(why: string): AppError {
  return new AppError('not-supported', `The JPEG picture ${why}, which is not read.`, {
    remedy: 'Save it as PNG or TIFF, in grey or in red, green and blue.',
  });
}
