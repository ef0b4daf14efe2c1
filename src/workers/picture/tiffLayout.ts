import { AppError } from '../../core/errors/index.ts';
import type { TiffPage } from './tiffPage.ts';

/** How a piece is packed. */
type Packing = 'none' | 'lzw' | 'deflate' | 'packBits' | 'jpeg';
const PACKINGS: Readonly<Record<number, Packing>> = {
  1: 'none',
  5: 'lzw',
  7: 'jpeg',
  8: 'deflate',
  32946: 'deflate',
  32773: 'packBits',
};
const REFUSED_PACKINGS: Readonly<Record<number, string>> = {
  2: 'CCITT',
  3: 'CCITT Group 3',
  4: 'CCITT Group 4',
  6: 'old JPEG',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};
const COLOURS: Readonly<Record<number, string>> = {
  5: 'CMYK',
  6: 'YCbCr',
  8: 'CIE Lab',
  32803: 'a colour filter array',
};
export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, ycc: 6 } as const;
const FORMATS = ['unsigned', 'unsigned', 'signed', 'float', 'unsigned'] as const;
const MOST_SAMPLES = 16;

/** What the samples of a TIFF picture are. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  readonly isLittle: boolean;
  /** Of a pixel. */
  readonly samples: number;
  readonly bits: number;
  readonly format: (typeof FORMATS)[number];
  readonly photometric: number;
  readonly packing: Packing;
  /** 1 for none, 2 for differences of neighbours, 3 for those of floats. */
  readonly predictor: number;
  /** Whether each sample has a plane of its own. */
  readonly isPlanar: boolean;
}

/** Reads what a picture's samples are.
 *
 * Errors: `bad-header`; `not-supported` for what is not read. */
export function tiffLayout(page: TiffPage): TiffLayout {
  const samples = page.value('samples', 1);
  const bits = page.value('bits', 1);
  const formatNumber = page.value('sampleFormat', 1);
  const compression = page.value('compression', 1);
  const photometric = page.value('photometric', -1);
  const predictor = page.value('predictor', 1);
  if (samples < 1 || samples > MOST_SAMPLES)
    throw notSupported(`has ${samples} samples a pixel, not 1 to ${MOST_SAMPLES}`);
  if (
    page.values('bits').some((value) => value !== bits) ||
    page.values('sampleFormat').some((value) => value !== formatNumber)
  )
    throw notSupported('has samples of several types');
  const format = FORMATS[formatNumber];
  if (!format) throw notSupported('has samples that are complex numbers');
  if (!isReadable(format, bits))
    throw notSupported(`has samples of ${bits} bits${format === 'unsigned' ? '' : ` that are ${format}`}`);
  const packing = PACKINGS[compression];
  if (!packing)
    throw notSupported(`is packed by ${REFUSED_PACKINGS[compression] ?? `method ${compression}`}`);
  if (packing === 'jpeg' && (bits !== 8 || format !== 'unsigned'))
    throw notSupported(`is packed by JPEG with samples of ${bits} bits`);
  requireColours(photometric, samples, packing);
  const isPlanar = samples > 1 && page.value('planar', 1) === 2;
  if (isPlanar && photometric === PHOTOMETRIC.ycc) throw notSupported('has colours by YCbCr in planes');
  if (page.value('fillOrder', 1) !== 1) throw notSupported('has its bits in reverse order');
  // Of the other packings the tag says nothing; it stays behind where a file was unpacked.
  const isPredicted = packing === 'lzw' || packing === 'deflate';
  if (isPredicted) requirePredictor(predictor, bits, format);
  return {
    width: page.value('width', 0),
    height: page.value('height', 0),
    isLittle: page.isLittle,
    samples,
    bits,
    format,
    photometric,
    packing,
    predictor: isPredicted ? predictor : 1,
    isPlanar,
  };
}

function isReadable(format: TiffLayout['format'], bits: number): boolean {
  if (format === 'float') return bits === 16 || bits === 32 || bits === 64;
  if (bits === 8 || bits === 16 || bits === 32 || bits === 64) return true;
  return format === 'unsigned' && bits >= 1 && bits < 16;
}

function requireColours(photometric: number, samples: number, packing: Packing): void {
  const { rgb, palette, ycc } = PHOTOMETRIC;
  const isYcc = photometric === ycc && packing === 'jpeg';
  if ((photometric < 0 || photometric > palette) && !isYcc)
    throw photometric < 0
      ? new AppError('bad-header', 'The TIFF picture does not tell what its samples mean.')
      : notSupported(`has colours by ${COLOURS[photometric] ?? `method ${photometric}`}`);
  const isWrong = isYcc
    ? samples !== 3
    : photometric === rgb
      ? samples < 3
      : photometric === palette && samples !== 1;
  if (isWrong)
    throw new AppError(
      'bad-header',
      `The TIFF picture has ${samples} samples a pixel, which its colours do not go with.`,
    );
}

function requirePredictor(predictor: number, bits: number, format: TiffLayout['format']): void {
  if (predictor === 1) return;
  if (predictor === 2 && bits % 8 === 0) return;
  if (predictor === 3 && format === 'float') return;
  throw notSupported(`has predictor ${predictor} for samples of ${bits} bits`);
}

function notSupported(why: string): AppError {
  return new AppError('not-supported', `The TIFF picture ${why}, which is not read.`, {
    remedy: 'Save it again without compression, in grey or in red, green and blue.',
  });
}
