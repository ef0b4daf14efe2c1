import { inflateSync } from 'node:zlib';
import { decode } from 'tiff';
import { AppError, type Warning } from '../../core/errors/index.ts';
import { cutShort, decoding, hasOther, refuseSize } from './decoded.ts';
import type { Channel, DecodedPicture, PictureLimits, Samples } from './decoded.ts';
import { lzwLength } from './lzwLength.ts';
import { readTiffPage, type TiffPage } from './tiffPage.ts';

const LZW = 5;
const DEFLATE = new Set([8, 32946]);
const COMPRESSIONS: Readonly<Record<number, string>> = {
  2: 'CCITT',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  6: 'old JPEG',
  7: 'JPEG',
  32773: 'PackBits',
  34925: 'LZMA',
  50000: 'Zstandard',
};
const COLOURS: Readonly<Record<number, string>> = {
  5: 'CMYK',
  6: 'YCbCr',
  8: 'CIE Lab',
  32803: 'a colour filter array',
};
const PALETTE = 3;
const RGB = 2;
const SIGNED = 2;
const FLOAT = 3;
const MOST_SAMPLES = 16;

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
  readonly format: number;
  readonly photometric: number;
  readonly compression: number;
}

/** Decodes the first page of a TIFF file: samples of 1, 8 and 16 bits, and floats of 32 and 64, as they are stored.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`, `not-supported`. */
export function decodeTiff(bytes: Buffer, limits: PictureLimits): DecodedPicture {
  const page = readTiffPage(bytes);
  const layout = layoutOf(page);
  const { width, height, samples, bits, format, photometric } = layout;
  const bytesPerPixel = samples * Math.max(1, bits / 8);
  refuseSize('TIFF picture', width, height, 3 * bytesPerPixel, limits);
  refuseSwollen(bytes, page, layout, limits);
  const warnings = warningsOf(page);
  const extra = page.value('extraSamples', 0);
  // The decoder follows these where it should not: values are wanted as they are stored.
  for (const name of ['exif', 'gps', 'orientation', 'extraSamples'] as const) page.hide(name);
  if (format === FLOAT) page.set('photometric', photometric === RGB ? RGB : 1);
  const [ifd] = decoding('TIFF picture', () => decode(bytes, { pages: [0] }));
  if (!ifd || ifd.data.length !== width * height * samples) throw cutShort('TIFF file');
  if (photometric === PALETTE) {
    const palette = decoding('TIFF picture', () => ifd.palette);
    if (!palette) throw new AppError('bad-header', 'The TIFF picture has a palette that is not in the file.');
    return { ...size(layout), samples: coloured(ifd.data, palette), ...rgb(), warnings };
  }
  const data = format === SIGNED ? signed(ifd.data) : ifd.data;
  const full = format === FLOAT ? 1 : 2 ** bits - 1;
  const channels = channelsOf(layout, extra).filter(
    ({ name, at }) => name !== 'ALPHA' || hasOther(data, samples, at, full),
  );
  return { ...size(layout), samples: data, stride: samples, channels, warnings };
}

const size = ({ width, height }: Layout) => ({ width, height });
const rgb = () => ({ stride: 3, channels: ['RED', 'GREEN', 'BLUE'].map((name, at) => ({ name, at })) });

function layoutOf(page: TiffPage): Layout {
  const samples = page.value('samples', 1);
  const bits = page.value('bits', 1);
  const format = page.value('sampleFormat', 1);
  const compression = page.value('compression', 1);
  const photometric = page.value('photometric', -1);
  const predictor = page.value('predictor', 1);
  if (samples < 1 || samples > MOST_SAMPLES)
    throw notSupported(`has ${samples} samples a pixel, not 1 to ${MOST_SAMPLES}`);
  if (
    page.values('bits').some((value) => value !== bits) ||
    page.values('sampleFormat').some((value) => value !== format)
  )
    throw notSupported('has samples of several types');
  if (format === FLOAT ? bits !== 32 && bits !== 64 : ![1, 8, 16].includes(bits) || format > 4)
    throw notSupported(`has samples of ${bits} bits${format === FLOAT ? ' that are floats' : ''}`);
  if (compression !== 1 && compression !== LZW && !DEFLATE.has(compression))
    throw notSupported(`is packed by ${COMPRESSIONS[compression] ?? `method ${compression}`}`);
  if (photometric < 0 || photometric > PALETTE)
    throw notSupported(`has colours by ${COLOURS[photometric] ?? `method ${photometric}`}`);
  if (photometric === RGB ? samples < 3 : photometric === PALETTE && samples !== 1)
    throw new AppError(
      'bad-header',
      `The TIFF picture has ${samples} samples a pixel, which its colours do not go with.`,
    );
  if (page.value('fillOrder', 1) !== 1) throw notSupported('has its bits in reverse order');
  if (samples > 1 && page.value('planar', 1) !== 1) throw notSupported('has its colours one after another');
  if (samples > 1 && page.values('tileOffsets').length > 0) throw notSupported('has colours in tiles');
  if (predictor !== 1 && (predictor !== 2 || (bits !== 8 && bits !== 16)))
    throw notSupported(`has predictor ${predictor} for samples of ${bits} bits`);
  return {
    width: page.value('width', 0),
    height: page.value('height', 0),
    samples,
    bits,
    format,
    photometric,
    compression,
  };
}

/** Packed pieces must not unpack to more than their place in the picture holds: that is looked at before. */
function refuseSwollen(bytes: Buffer, page: TiffPage, layout: Layout, limits: PictureLimits): void {
  const { width, height, samples, bits, compression } = layout;
  const tiled = page.values('tileOffsets').length > 0;
  const offsets = page.values(tiled ? 'tileOffsets' : 'stripOffsets');
  const counts = page.values(tiled ? 'tileBytes' : 'stripBytes');
  const rows = tiled ? page.value('tileHeight', 0) : Math.min(page.value('rowsPerStrip', height), height);
  const columns = tiled ? page.value('tileWidth', 0) : width;
  if (rows < 1 || columns < 1) throw new AppError('bad-header', 'The TIFF picture is cut into empty pieces.');
  const pieces = Math.ceil(height / rows) * (tiled ? Math.ceil(width / columns) : 1);
  const pieceBytes = rows * Math.ceil((columns * samples * bits) / 8);
  if (offsets.length !== pieces || (counts.length !== pieces && (compression !== 1 || counts.length > 0)))
    throw new AppError(
      'bad-header',
      `The TIFF picture should have ${pieces} pieces; it lists ${offsets.length}.`,
    );
  if (pieceBytes > limits.maxBytes)
    throw new AppError(
      'over-budget',
      `A piece of the TIFF picture holds ${pieceBytes} bytes, which is too much.`,
    );
  for (const [i, count] of counts.entries()) {
    const from = offsets[i]!;
    if (from + count > bytes.length) throw cutShort('TIFF file');
    const piece = bytes.subarray(from, from + count);
    if (DEFLATE.has(compression))
      decoding('TIFF picture', () => inflateSync(piece, { maxOutputLength: pieceBytes }));
    else if (compression === LZW && lzwLength(piece, pieceBytes) > pieceBytes)
      throw new AppError('bad-header', 'A piece of the TIFF picture unpacks to more than it may hold.');
  }
}

function warningsOf(page: TiffPage): Warning[] {
  const warnings: Warning[] = [];
  if (page.pages > 1)
    warnings.push({
      code: 'first-page',
      message: `The TIFF file has ${page.pages} pages; the first is read.`,
    });
  if (page.value('orientation', 1) !== 1)
    warnings.push({
      code: 'orientation',
      message: 'The TIFF file asks for the picture to be turned; it is shown as it is stored.',
    });
  return warnings;
}

function channelsOf({ samples, photometric }: Layout, extra: number): Channel[] {
  const colours = photometric === RGB ? ['RED', 'GREEN', 'BLUE'] : ['GREY'];
  const beyond = samples - colours.length;
  // Many samples without a meaning that is told are channels of a measurement, no grey with transparency.
  const named = beyond > 1 && photometric !== RGB ? [] : colours;
  return Array.from({ length: samples }, (_, at) => {
    const isAlpha = at === colours.length && beyond === 1 && extra !== 0;
    return { name: isAlpha ? 'ALPHA' : (named[at] ?? `SAMPLE${at + 1}`), at };
  });
}

function signed(data: Samples): Samples {
  return data instanceof Uint16Array
    ? new Int16Array(data.buffer, data.byteOffset, data.length)
    : new Int8Array(data.buffer, data.byteOffset, data.length);
}

function coloured(data: Samples, palette: readonly (readonly number[])[]): Uint16Array {
  const out = new Uint16Array(3 * data.length);
  for (let i = 0; i < data.length; i++) {
    const colour = palette[data[i]!]!;
    for (let c = 0; c < 3; c++) out[3 * i + c] = colour[c]!;
  }
  return out;
}

function notSupported(why: string): AppError {
  return new AppError('not-supported', `The TIFF picture ${why}, which is not read.`, {
    remedy: 'Save it again without compression, in grey or in red, green and blue.',
  });
}
