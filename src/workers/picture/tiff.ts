import { AppError, type Warning } from '../../core/errors/index.ts';
import { hasOther, refuseSize } from './decoded.ts';
import type { Channel, DecodedPicture, PictureLimits, Samples } from './decoded.ts';
import { turnWarnings } from './orientation.ts';
import { PHOTOMETRIC, tiffLayout, type TiffLayout } from './tiffLayout.ts';
import { readTiffPage, type TiffPage } from './tiffPage.ts';
import { tiffPieces, type Piece } from './tiffPieces.ts';
import { readSamples, samplesFor } from './tiffSamples.ts';
import { unpackPiece } from './unpackPiece.ts';

/** Beyond it float64 does not hold every integer. */
const LARGEST_EXACT = 2 ** 53;
/** Colours of a palette have 16 bits. */
const PALETTE_BYTES = 6;

/** Decodes the first page of a TIFF or BigTIFF file, in strips or tiles, packed or not, the samples of a pixel together or
 * in planes: integers of 1 to 16, 32 and 64 bits, and floats of 16, 32 and 64, as they are stored.
 *
 * Errors: `bad-header`, `truncated`, `over-budget`, `not-supported`. */
export function decodeTiff(bytes: Buffer, limits: PictureLimits): DecodedPicture {
  const page = readTiffPage(bytes);
  const layout = tiffLayout(page);
  const { width, height, samples, bits, format, photometric } = layout;
  const isPalette = photometric === PHOTOMETRIC.palette;
  const bytesPerPixel = samples * samplesFor(layout, 0).BYTES_PER_ELEMENT + (isPalette ? PALETTE_BYTES : 0);
  refuseSize('TIFF picture', width, height, bytesPerPixel, limits);
  const left = { ...limits, maxBytes: limits.maxBytes - width * height * bytesPerPixel };
  const pieces = tiffPieces(bytes, page, layout, left);
  const jpegTables = page.bytes('jpegTables');
  const data = samplesFor(layout, width * height * samples);
  for (const piece of pieces) {
    const unpacked = unpackPiece(piece, layout, jpegTables, left);
    const values = readSamples(unpacked, layout, piece.columns * piece.samples, piece.samples);
    place(data, values, piece, layout);
  }
  if (photometric === PHOTOMETRIC.whiteIsZero && format !== 'float') invert(data, layout);
  const orientation = page.value('orientation', 1);
  const warnings = warningsOf(page, layout, data, orientation);
  const about = { width, height, orientation, warnings };
  if (isPalette) return { ...about, ...coloured(data, page.values('palette'), bits) };
  const full = format === 'float' ? 1 : 2 ** bits - 1;
  const channels = channelsOf(layout, page.value('extraSamples', 0)).filter(
    ({ name, at }) => name !== 'ALPHA' || hasOther(data, samples, at, full),
  );
  return { ...about, samples: data, stride: samples, channels };
}

/** Copies what of a piece is in the picture. */
function place(data: Samples, values: Samples, piece: Piece, { width, samples }: TiffLayout): void {
  const { x, y, columns, rows, sample, samples: ofPixel } = piece;
  const columnsThere = Math.min(columns, width - x);
  for (let row = 0; row < rows; row++) {
    const from = row * columns * ofPixel;
    const to = ((y + row) * width + x) * samples + sample;
    if (ofPixel === samples) data.set(values.subarray(from, from + columnsThere * ofPixel), to);
    else for (let i = 0; i < columnsThere; i++) data[to + i * samples] = values[from + i]!;
  }
}

/** White is 0, and is to be the largest number. That is told of the grey sample, the first of a pixel; transparency and
 * what else comes after it stay. */
function invert(data: Samples, { format, bits, samples }: TiffLayout): void {
  const most = format === 'signed' ? -1 : 2 ** bits - 1;
  for (let i = 0; i < data.length; i += samples) data[i] = most - data[i]!;
}

function warningsOf(
  page: TiffPage,
  { format, bits }: TiffLayout,
  data: Samples,
  orientation: number,
): Warning[] {
  const warnings = turnWarnings('TIFF file', orientation);
  if (page.pages > 1)
    warnings.unshift({
      code: 'first-page',
      message: `The TIFF file has ${page.pages} pages; the first is read.`,
    });
  if (bits === 64 && format !== 'float' && data.some((value) => Math.abs(value) > LARGEST_EXACT))
    warnings.push({
      code: 'rounded',
      message: 'The TIFF file has integers beyond 2^53, which are rounded to the nearest float of 64 bits.',
    });
  return warnings;
}

function channelsOf({ samples, photometric }: TiffLayout, extra: number): Channel[] {
  const isColour = photometric === PHOTOMETRIC.rgb || photometric === PHOTOMETRIC.ycc;
  const colours = isColour ? ['RED', 'GREEN', 'BLUE'] : ['GREY'];
  const beyond = samples - colours.length;
  // Many samples without a meaning that is told are channels of a measurement, no grey with transparency.
  const named = beyond > 1 && !isColour ? [] : colours;
  return Array.from({ length: samples }, (_, at) => {
    const isAlpha = at === colours.length && beyond === 1 && extra !== 0;
    return { name: isAlpha ? 'ALPHA' : (named[at] ?? `SAMPLE${at + 1}`), at };
  });
}

/** The colours of a palette: all reds, all greens, all blues. */
function coloured(
  data: Samples,
  palette: readonly number[],
  bits: number,
): Pick<DecodedPicture, 'samples' | 'stride' | 'channels'> {
  const colours = 2 ** bits;
  if (palette.length !== 3 * colours)
    throw new AppError('bad-header', `The TIFF picture has no palette of ${colours} colours.`);
  const samples = new Uint16Array(3 * data.length);
  for (let i = 0; i < data.length; i++)
    for (let c = 0; c < 3; c++) samples[3 * i + c] = palette[c * colours + data[i]!]!;
  return { samples, stride: 3, channels: ['RED', 'GREEN', 'BLUE'].map((name, at) => ({ name, at })) };
}
