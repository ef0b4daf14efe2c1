import { constants, inflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { AppError } from '../../core/errors/index.ts';
import { cutShort, decoding, hasOther, refuseSize } from './decoded.ts';
import type { Channel, DecodedPicture, PictureLimits, Samples } from './decoded.ts';

const HEAD_BYTES = 33;
const GREY = new Set([0, 4]);
/** The decoder unpacks every picture to four samples a pixel, in three copies along the way. */
const COPIES = 3;
/** Samples of a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
type Pass = readonly [column: number, row: number, columns: number, rows: number];
const WHOLE: readonly Pass[] = [[0, 0, 1, 1]];
/** First column and row, and steps, of the seven passes of an interlaced picture. */
const ADAM7: readonly Pass[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** Decodes a PNG picture: samples of 1 to 16 bits as they are stored, those of a palette as its 8-bit colours.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`. */
export function decodePng(bytes: Buffer, limits: PictureLimits): DecodedPicture {
  if (bytes.length < HEAD_BYTES) throw cutShort('PNG file');
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const depth = bytes[24]!;
  const colourType = bytes[25]!;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR' || SAMPLES[colourType] === undefined)
    throw new AppError('bad-header', 'The PNG file does not begin with a header that is understood.');
  refuseSize('PNG picture', width, height, 4 * COPIES * (depth > 8 ? 2 : 1), limits);
  requireLength(bytes, unpackedBytes(width, height, depth * SAMPLES[colourType], bytes[28] === 1));
  const { data } = decoding('PNG picture', () => PNG.sync.read(bytes, { skipRescale: true }));
  // Of 16-bit pictures the decoder gives 16-bit samples, which its types do not tell.
  const samples = data as Samples;
  if (colourType === 0 || colourType === 2) restoreTransparent(samples, chunksOf(bytes, 'tRNS')[0]);
  const full = colourType === 3 ? 255 : 2 ** depth - 1;
  const channels: Channel[] = GREY.has(colourType)
    ? [{ name: 'GREY', at: 0 }]
    : ['RED', 'GREEN', 'BLUE'].map((name, at) => ({ name, at }));
  if (hasOther(samples, 4, 3, full)) channels.push({ name: 'ALPHA', at: 3 });
  return { width, height, orientation: 1, samples, stride: 4, channels, warnings: [] };
}

/** Checks how much the picture unpacks to. The decoder unpacks interlaced ones whatever comes out, and of others takes
 * whatever is in memory for the rows that are missing. */
function requireLength(bytes: Buffer, expected: number): void {
  const unpacked = decoding('PNG picture', () =>
    inflateSync(Buffer.concat(chunksOf(bytes, 'IDAT')), {
      maxOutputLength: expected,
      finishFlush: constants.Z_SYNC_FLUSH,
    }),
  );
  if (unpacked.length < expected) throw cutShort('PNG file');
}

/** The contents of all chunks of that name. */
function chunksOf(bytes: Buffer, name: string): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === name)
      found.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return found;
}

/** The decoder makes pixels of the one colour that is transparent black; they are to keep their colour. */
function restoreTransparent(samples: Samples, transparent: Buffer | undefined): void {
  if (!transparent) return;
  const last = transparent.length >= 6 ? 2 : 0;
  const colour = [0, 1, 2].map((c) => transparent.readUInt16BE(2 * Math.min(c, last)));
  for (let i = 0; i < samples.length; i += 4)
    if (samples[i + 3] === 0) for (let c = 0; c < 3; c++) samples[i + c] = colour[c]!;
}

function unpackedBytes(width: number, height: number, bitsPerPixel: number, isInterlaced: boolean): number {
  let bytes = 0;
  for (const [x, y, dx, dy] of isInterlaced ? ADAM7 : WHOLE) {
    const columns = Math.ceil(Math.max(0, width - x) / dx);
    const rows = Math.ceil(Math.max(0, height - y) / dy);
    if (columns > 0) bytes += rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  }
  return bytes;
}
